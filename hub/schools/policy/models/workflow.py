"""From draft to head to governing body: a Wagtail workflow in which a school's own people decide."""

from django.apps import apps
from django.apps.registry import Apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState, WorkflowTask

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.core.moderation import can_be_answered
from hub.schools.tenancy.models import Role, SchoolMembership


class DecisionLock(WorkflowLock):
    """Locks the text while a decision on it is pending."""

    def get_message(self, user: User) -> str:
        if not self.for_user(user):
            return ""
        return _("This policy is waiting for a decision, so its text is locked. Withdraw it to change it.")

    def get_description(self, user: User, can_lock: bool = False) -> str:
        return _("The text is locked until a decision is made.")


class SchoolApprovalTask(Task):
    """One step: the people who decide are those of the page's own school in the step's roles (SchoolMembership)."""

    class Step(models.TextChoices):
        HEAD = "head", gettext_lazy("Head")
        GOVERNORS = "governors", gettext_lazy("Governing body")

    ROLES = {Step.HEAD: (Role.HEAD,), Step.GOVERNORS: (Role.GOVERNOR, Role.CLERK)}

    step = models.CharField(gettext_lazy("step"), max_length=12, choices=Step)

    lock_class = DecisionLock
    admin_form_fields = [*Task.admin_form_fields, "step"]
    admin_form_readonly_on_edit_fields = [*Task.admin_form_readonly_on_edit_fields, "step"]

    class Meta:
        verbose_name = gettext_lazy("approval by a school's own people")
        verbose_name_plural = gettext_lazy("approvals by a school's own people")

    @classmethod
    def get_description(cls) -> str:
        return _("The head, or the governors and their clerk, of the school whose page it is")

    def _memberships(self) -> QuerySet[SchoolMembership]:
        return SchoolMembership.objects.filter(role__in=self.ROLES[self.Step(self.step)])

    def approvers(self, page: Page) -> QuerySet:
        """Return the people who may decide on `page`, those who cannot sign in left out."""
        # A new page is no row yet, and knows its school already.
        school = getattr(page if hasattr(page, "school") else page.specific, "school", None)
        members = self._memberships().filter(school=school)
        return get_user_model().objects.filter(is_active=True, pk__in=members.values("user")).order_by("pk")

    def can_be_answered(self, page: Page) -> bool:
        """Tell whether somebody at the school decides; the head's step is passed over where there is no head."""
        return self.step == self.Step.HEAD or self.approvers(page).exists()

    def may_decide(self, page: Page, user: RequestUser) -> bool:
        return user.is_superuser or self.approvers(page).filter(pk=user.pk).exists()

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Begin this step; the head's is passed over where the school has no head here, or the head submits it."""
        state = super().start(workflow_state, user=user)
        if self.step == self.Step.HEAD:
            heads = self.approvers(workflow_state.content_object)
            if not heads.exists():
                self._pass_over(state, _("No head of this school has a login."))
            elif user is not None and heads.filter(pk=user.pk).exists():
                self._pass_over(state, _("The head submitted it."))
        return state

    def _pass_over(self, state: TaskState, why: str) -> None:
        state.status, state.comment, state.finished_at = TaskState.STATUS_SKIPPED, why, timezone.now()
        state.save()

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Lock the text: the head may correct it at their step, nobody may while governors decide on it."""
        return self.step != self.Step.HEAD or not self.may_decide(obj, user)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: object) -> QuerySet[TaskState]:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser:
            return waiting
        schools = self._memberships().filter(user=user).values_list("school_id", flat=True)
        policies = apps.get_model("schools", "CareersPolicyPage").objects
        pages = policies.filter(school__in=list(schools)).values_list("pk", flat=True)
        return waiting.filter(workflow_state__object_id__in=[str(pk) for pk in pages])


def approval_workflow() -> Workflow | None:
    """Return the active workflow that ends at the governing body; None where central staff have switched it off."""
    tasks = SchoolApprovalTask.objects.filter(step=SchoolApprovalTask.Step.GOVERNORS)
    workflows = Workflow.objects.filter(active=True, workflow_tasks__task__in=tasks.values("task_ptr"))
    return workflows.order_by("pk").first()


def can_be_sent(page: Page) -> bool:
    """Tell whether there is a way to the governing body, with people on it at the school of `page`."""
    workflow = approval_workflow()
    return workflow is not None and can_be_answered(workflow, page)


def ensure_approval_workflow() -> None:
    """Make the workflow once: what central staff have changed of it since is left as it is."""
    if SchoolApprovalTask.objects.exists():
        return
    # Read after "Submit to" and "Waiting for".
    workflow = Workflow.objects.create(name="the head and the governing body")
    names = {SchoolApprovalTask.Step.HEAD: "the head", SchoolApprovalTask.Step.GOVERNORS: "the governing body"}
    for order, (step, name) in enumerate(names.items()):
        task = SchoolApprovalTask.objects.create(name=name, step=step)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)


def make_approval_workflow(apps: Apps, **_signal: object) -> None:
    """Make the workflow that every policy takes, as Django makes permissions: once its tables are there (post_migrate).

    `apps`: the models as the database has them.
    """
    try:
        apps.get_model("schools", "SchoolApprovalTask")
    except LookupError:
        return  # The migrations are being reversed.
    ensure_approval_workflow()
