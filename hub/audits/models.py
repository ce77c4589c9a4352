from hub.audits.actions.models import Action
from hub.audits.answers.models import Answer, Audit
from hub.audits.questions.models import AuditTemplate, Question
from hub.audits.sharing.models import SharedAudit
from hub.audits.surveys.models import Count, Group, OpenAnswer, Survey, SurveyQuestion

__all__ = [
    "Action",
    "Answer",
    "Audit",
    "AuditTemplate",
    "Count",
    "Group",
    "OpenAnswer",
    "Question",
    "SharedAudit",
    "Survey",
    "SurveyQuestion",
]
