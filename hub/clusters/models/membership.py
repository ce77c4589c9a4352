"""Which school belongs to which cluster, from when to when. Both sides agree: one asks, the other accepts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.clusters.models.pages import ClusterPage
from hub.schools.models import School


class Membership(models.Model):
    """One school in one cluster. A school that comes back after leaving gets a row of its own for that."""

    class Status(models.TextChoices):
        ASKED = "asked", _("The school asks to join")
        INVITED = "invited", _("The cluster invites the school")
        ACCEPTED = "accepted", _("Member")
        DECLINED = "declined", _("Declined")
        LEFT = "left", _("Has left")

    # Of which a school has one at a time in a cluster.
    OPEN = (Status.ASKED, Status.INVITED, Status.ACCEPTED)

    cluster = models.ForeignKey(
        ClusterPage, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("cluster")
    )
    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="cluster_memberships", verbose_name=_("school")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status)
    leads = models.BooleanField(_("leads the cluster"), default=False)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    # Who asked or invited, and who answered: the accounts may go, the membership stays.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["school__name", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=("cluster", "school"),
                condition=Q(status__in=("asked", "invited", "accepted")),
                name="one_open_membership_per_school_and_cluster",
            ),
            models.UniqueConstraint(fields=("cluster",), condition=Q(leads=True), name="one_lead_per_cluster"),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.get_status_display()}"
