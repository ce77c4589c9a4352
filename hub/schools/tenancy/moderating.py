"""What a moderator of the hub decides on: units and resources that were submitted to the hub's moderation."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.models import GroupApprovalTask, Page, PageQuerySet, TaskState

from hub.schools.tenancy.models import HubKind, HubRole


def waiting() -> PageQuerySet:
    """Return the units and resources that wait for a moderator."""
    tasks = GroupApprovalTask.objects.filter(groups__role_group__role=HubKind.MODERATOR)
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=tasks.values("task_ptr"))
    # Wagtail keeps the key of what waits as text.
    pages = Page.objects.type(*map(apps.get_model, HubRole.DECIDED_ON)).annotate(key=Cast("pk", CharField()))
    return pages.filter(key__in=states.values("workflow_state__object_id"))


def let_moderate(group: Group) -> None:
    """Let a group decide on what is submitted to the workflow that begins at the root of all pages.

    Other groups of its steps stay. A hub that has switched it off, or put another kind of step there, is left alone.
    """
    root = Page.get_first_root_node()
    for task in GroupApprovalTask.objects.filter(workflow_tasks__workflow__workflow_pages__page=root):
        task.groups.add(group)
