"""That a school lets its answers count in what a group of schools is told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.audits.answers.models import Audit
from hub.core.personal_data import PersonalData


class SharedAudit(models.Model):
    """One audit whose answers count in one group's sums. Its words and links are never shared."""

    personal_data = PersonalData(
        ("shared_by",),
        why=_("So that a school knows who of its staff shared what. Only that school sees it."),
        how_long=_("As long as the school shares it; without a name once the account is deleted."),
    )
    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="shared")
    # The page of the group (hub.schools.tenancy.groups): a cluster is a room beside this one.
    group = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("group"))
    since = models.DateField(_("since"))
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("shared audit")
        verbose_name_plural = _("shared audits")
        constraints = [models.UniqueConstraint(fields=("audit", "group"), name="an_audit_shared_once_with_a_group")]

    def __str__(self) -> str:
        return f"{self.audit}: {self.group}"
