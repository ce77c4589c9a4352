"""Mails through Wagtail's notifiers: a policy waits for somebody's decision, an approval is recorded."""

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.mail import EmailNotificationMixin, Notifier
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from hub.accounts.models import User
from hub.core.page_context import Context
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.workflow import SchoolApprovalTask
from hub.schools.register.models import School
from hub.schools.tenancy.models import Role


class DecisionWanted(EmailNotificationMixin, Notifier):
    """Mails those who may decide, unless they have switched such mails off; never the sender."""

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
    """Send after the transaction has committed: a mail about a step that was rolled back would be wrong."""

    def send() -> None:
        instance.refresh_from_db()  # passed over by now, perhaps
        notify(instance=instance, **kwargs)

    transaction.on_commit(send)


def governors_of(school: School) -> QuerySet[User]:
    """Return the governors of `school` and their clerk who can sign in."""
    roles = (Role.GOVERNOR, Role.CLERK)
    members = school.memberships.filter(role__in=roles)
    return User.objects.able_to_sign_in().filter(pk__in=members.values("user")).order_by("pk")


class ApprovalRecorded(EmailNotificationMixin, Notifier):
    """Mails the governors and their clerk, never the person who recorded it.

    Nobody can switch it off: it is the one check on a record that is made in their name.
    """

    notification = "recorded"
    template_directory = "schools/mail/"

    def get_valid_recipients(self, instance: Approval, **kwargs: object) -> list[User]:
        people = governors_of(instance.school).exclude(email="")
        people = people.exclude(pk=instance.recorded_by_id) if instance.recorded_by_id else people
        for person in people:
            UserProfile.get_for_user(person)  # Wagtail reads the language from it
        return list(people)

    def get_context(self, instance: Approval, **kwargs: object) -> Context:
        base = get_admin_base_url() or ""
        record = reverse("schools_record_approval", args=[instance.page_id]) if instance.page_id else ""
        return {
            **super().get_context(instance, **kwargs),
            "approval": instance,
            "address": base + record if record else "",
        }


notify_governors = ApprovalRecorded((Approval,))


def tell_governors(approval: Approval) -> None:
    """Send the mails once the record is committed."""
    transaction.on_commit(lambda: notify_governors(instance=approval))
