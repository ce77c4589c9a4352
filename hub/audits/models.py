from hub.audits.actions.models import Action
from hub.audits.answers.models import Answer, Audit
from hub.audits.questions.models import AuditTemplate, Question

__all__ = ["Action", "Answer", "Audit", "AuditTemplate", "Question"]
