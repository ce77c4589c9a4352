"""The buttons at the foot of a careers policy: approval first, then publishing without one, which says so."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, SubmitForModerationMenuItem

from hub.core.page_context import Context
from hub.schools.duties.published import is_judged
from hub.schools.policy.models.page import CareersPolicyPage

CREATING = "wagtailadmin_pages:add"


class PublishUnapproved(PublishMenuItem):
    """Wagtail's own button for a policy that nobody has approved: it says what it does, and asks once more."""

    label = _("Publish without approval")
    template_name = "schools/admin/approvals/publish_unapproved.html"


def buttons_of_a_policy(items: list[ActionMenuItem], request: HttpRequest, context: Context) -> None:
    """Put "Submit" before "Publish" on an English policy that was never approved, and name what publishing means.

    A hook of Wagtail's (construct_page_action_menu). A policy that is being made is saved first: what Wagtail would
    offer there is the way of the page above.
    """
    page = context.get("page")
    if page is None:
        if not _creates_policy(request):
            return
        items[:] = [item for item in items if not isinstance(item, SubmitForModerationMenuItem)]
    elif not isinstance(page, CareersPolicyPage) or not is_judged(page) or page.school.approvals.exists():
        return
    published = [item for item in items if isinstance(item, PublishMenuItem)]
    if published:
        items[:] = [*(item for item in items if item not in published), PublishUnapproved(order=published[0].order)]


def _creates_policy(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.view_name != CREATING:
        return False
    return match.kwargs.get("content_type_model_name") == CareersPolicyPage._meta.model_name
