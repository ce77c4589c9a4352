"""Workflows are offered only where somebody can answer: a page that nobody decides on stays locked."""

from collections.abc import Iterator, Sequence

from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Warning, register
from django.db import DatabaseError
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage


def can_be_answered(workflow: Workflow, page: Page) -> bool:
    """Tell whether each step of `workflow` has somebody who can decide on `page`."""
    return not any(True for _task in unanswered(workflow, page))


def unanswered(workflow: Workflow, page: Page) -> Iterator[Task]:
    """Yield the steps on which nobody can decide. A task of our own says so by `can_be_answered(page)`."""
    for task in workflow.tasks:
        # Wagtail's own kind is asked by its key alone: every form of a page asks.
        step = task if task.specific_class is GroupApprovalTask else task.specific
        answered = getattr(step, "can_be_answered", None)
        if not (answered(page) if answered else has_people(step)):
            yield step.specific


def has_people(task: Task) -> bool:
    """Tell whether a step of Wagtail's kind has an active person in one of its groups; other kinds ask no group."""
    if not issubclass(task.specific_class or Task, GroupApprovalTask):
        return True
    people = get_user_model()._default_manager.filter(is_active=True)
    return people.filter(groups__groupapprovaltask=task.pk).exists()


@register
def workflows_with_people(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Name each workflow that begins at a page and has a step that nobody can answer.

    A warning and no error: people are added to a hub that runs.
    """
    try:
        begun = list(WorkflowPage.objects.filter(workflow__active=True).select_related("workflow", "page"))
        return [_nobody(each, step) for each in begun for step in unanswered(each.workflow, each.page)]
    except DatabaseError:
        return []  # before the first `migrate` there is nothing to check


def _nobody(begun: WorkflowPage, step: Task) -> CheckMessage:
    groups = getattr(step, "groups", None)
    names = ", ".join(groups.values_list("name", flat=True)) if groups else ""
    return Warning(
        f"Nobody can answer the step “{step.name}” of the workflow “{begun.workflow.name}”, which begins at the page "
        f"“{begun.page.title}”: its groups ({names or 'none'}) have no active member.",
        hint="Add people to a group, or switch the workflow off. Until then no page offers to be submitted to it.",
        id="core.W003",
    )
