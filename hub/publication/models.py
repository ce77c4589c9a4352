"""The workflow task of the publication rules: nobody can approve what may not be published."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page

from hub.core.publishing import judgement_day

from .gate import new_gaps
from .rules import LazyText


class GatedTaskMixin:
    """Drops "approve" from a task while the page has gaps that forbid publishing."""

    def get_actions(self, obj: Page, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        actions = super().get_actions(obj, user)  # type: ignore[misc]
        draft = obj.get_latest_revision_as_object()
        if new_gaps(draft, on=judgement_day(draft, today=timezone.localdate())):
            return [action for action in actions if action[0] != "approve"]
        return actions


class PublicationApprovalTask(GatedTaskMixin, AbstractGroupApprovalTask):
    """Approval by the members of chosen groups, once nothing stands in the way of publishing."""

    class Meta:
        verbose_name = _("approval under the publication rules")
        verbose_name_plural = _("approvals under the publication rules")
        permissions = [("view_report", "Can see the report on every school and every rule")]

    @classmethod
    def get_description(cls) -> LazyText:
        return _("Members of the chosen groups can approve, once nothing the law requires is missing")
