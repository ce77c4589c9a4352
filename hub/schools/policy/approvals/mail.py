"""Tells the people of a school that a policy waits for their decision, by Wagtail's own notifications."""

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.mail import EmailNotificationMixin, Notifier
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import TaskState

from hub.accounts.models import User
from hub.core.page_context import Context
from hub.schools.policy.models.workflow import SchoolApprovalTask


class DecisionWanted(EmailNotificationMixin, Notifier):
    """Mails those who may decide, unless they have switched such mails off; never whoever sent it."""

    notification = "submitted"
    template_directory = "schools/mail/"

    def can_handle(self, instance: TaskState, **kwargs: object) -> bool:
        waits = instance.status == TaskState.STATUS_IN_PROGRESS
        return (
            super().can_handle(instance, **kwargs) and waits and isinstance(instance.task.specific, SchoolApprovalTask)
        )

    def get_recipient_users(self, instance: TaskState, *, user: User | None = None, **kwargs: object) -> QuerySet[User]:
        people = instance.task.specific.approvers(instance.workflow_state.content_object)
        return people.exclude(pk=user.pk) if user else people

    def get_context(self, instance: TaskState, **kwargs: object) -> Context:
        page = instance.workflow_state.content_object.specific
        address = reverse("schools_decide_approval", args=[page.pk])
        return {
            **super().get_context(instance, **kwargs),
            "page": page,
            "task": instance.task.specific,
            "sender": instance.workflow_state.requested_by,
            "address": f"{get_admin_base_url() or ''}{address}",
        }


notify = DecisionWanted((TaskState,))


def tell_after_commit(sender: type[TaskState], instance: TaskState, **kwargs: object) -> None:
    """Send once the step stands: a mail about what is undone again would lead nowhere."""

    def send() -> None:
        instance.refresh_from_db()  # passed over by now, perhaps
        notify(instance=instance, **kwargs)

    transaction.on_commit(send)
