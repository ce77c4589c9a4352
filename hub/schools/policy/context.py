"""Template context of the careers policy page, and of the panels beside its edit form."""

from django.http import HttpRequest
from django.utils import timezone

from hub.core.page_context import Context
from hub.schools.duties.published import is_judged
from hub.schools.policy.approvals.recording import waiting_at
from hub.schools.policy.approvals.selectors import approvals_context, people_who_decide
from hub.schools.policy.blocks import sections_in
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.policy.print_footer import policy_sheet


def page_context(page: CareersPolicyPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return what the page's template shows."""
    on = timezone.localdate()
    approved = approvals_context(page, on=on)
    return {
        **approved,
        "sections": sections_in(page.sections),
        "sheet": policy_sheet(page, approved["approvals"], on=on),
    }


def approval_panel(page: CareersPolicyPage, request: HttpRequest) -> Context:
    """Return the workflow step of `page`, and what to do next."""
    if not page.pk or not is_judged(page):
        return {"unsaved": True}
    waiting = waiting_at(page)
    return {
        **approvals_context(page, on=timezone.localdate()),
        "page": page,
        "waiting": waiting,
        "may_decide": waiting is not None and waiting.task.may_decide(page, request.user),
        "state": page.current_workflow_state,
        "steps": people_who_decide(page),
        "can_be_sent": page.has_workflow,
    }
