"""A contact that one school offers to another of its cluster."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.personal_data import PersonalData
from hub.opportunities.contacts.models import Contact
from hub.schools.models import School


class SharedContact(models.Model):
    """One contact and one school besides its own. Until that school says yes it reads no name and no address.

    Whatever ends it deletes it: either school, one of them leaving the cluster, the contact taking back its consent.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("Waits for their yes")
        ACCEPTED = "accepted", _("Shared")
        DECLINED = "declined", _("They said no")

    personal_data = PersonalData(
        ("offered_by", "answered_by"),
        why=_("So that two schools know who of their staff shared a contact. Only these schools see it."),
        how_long=_("As long as the contact is shared; without a name once the account is deleted."),
    )
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="shares", verbose_name=_("contact"))
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", verbose_name=_("school"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OFFERED)
    # When this school asked them last; the contact's own school notes that on the contact.
    last_asked = models.DateField(_("last asked on"), null=True, blank=True)
    offered_on = models.DateField(_("offered on"))
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who offered it"),
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who answered"),
    )

    class Meta:
        ordering = ["school__name", "pk"]
        verbose_name = _("shared contact")
        verbose_name_plural = _("shared contacts")
        constraints = [models.UniqueConstraint(fields=["contact", "school"], name="one_share_of_a_contact_per_school")]

    def __str__(self) -> str:
        return f"{self.contact}: {self.school}"

    @property
    def offered_words(self) -> str:
        """Who is offered, before the school has said yes: the organisation, or how they belong to the other school."""
        return self.contact.organisation or self.contact.get_kind_display()
