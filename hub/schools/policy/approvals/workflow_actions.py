"""The end of a workflow (WAGTAIL_FINISH_WORKFLOW_ACTION). Wagtail imports this before there are models."""

from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from hub.accounts.models import User


def publish_approved(workflow_state: "WorkflowState", user: "User | None" = None) -> None:
    """Publish the text at the end of its workflow.

    Governors and moderators may not publish by themselves; what they approve was sent to them to be published.
    """
    state = workflow_state.current_task_state
    step = apps.get_model("schools", "SchoolApprovalTask")
    by_governors = state is not None and isinstance(state.task.specific, step)
    page = workflow_state.content_object
    by_a_moderator = user is not None and apps.get_model("schools", "HubRole").may_decide(page, user)
    page.get_latest_revision().publish(user=user, skip_permission_checks=by_governors or by_a_moderator)
