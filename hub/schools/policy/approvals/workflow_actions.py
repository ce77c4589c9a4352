"""The end of a workflow (WAGTAIL_FINISH_WORKFLOW_ACTION). Wagtail imports this before there are models."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish the text at the end of its way.

    Governors may not publish by themselves; what they approve was sent to them to be published, by somebody who may.
    """
    from hub.schools.policy.models.workflow import SchoolApprovalTask

    state = workflow_state.current_task_state
    by_governors = state is not None and isinstance(state.task.specific, SchoolApprovalTask)
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=by_governors)
