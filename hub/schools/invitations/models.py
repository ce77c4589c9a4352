"""Who was asked to work for which school, in which role."""

import datetime
import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.accounts.fields import AddressField
from hub.core.personal_data import PersonalData
from hub.schools.register.models import School
from hub.schools.tenancy.models import Role

VALID_FOR = datetime.timedelta(days=14)
# How long an invitation that is over is kept, so that who asks can be told what became of it.
KEPT_FOR = datetime.timedelta(days=90)


def digest_of(token: str) -> str:
    """Return what is kept of a link: who reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations."""

    def open(self) -> "InvitationQuerySet":
        """Return those that nobody has used or withdrawn; some may be too old."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """One person asked to take one role at one school."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    address = AddressField(_("email address"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()
    personal_data = PersonalData(
        fields=("address", "name", "invited_by"),
        why=_("to let a member of a school's staff or governing body sign in for their school"),
        how_long=_("until 90 days after the invitation was used, withdrawn or ran out"),
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=("school", "role", "address"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_role_display()}, {self.school}"

    def is_open(self, *, at: datetime.datetime) -> bool:
        """Tell whether its link works."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at

    def is_expired(self, *, at: datetime.datetime) -> bool:
        """Tell whether nobody used its link in time."""
        return self.accepted_at is None and self.withdrawn_at is None and at >= self.expires_at
