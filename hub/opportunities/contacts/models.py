"""People whom a school may ask, with their consent and its date."""

import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.personal_data import PersonalData
from hub.core.public_forms import one_line
from hub.schools.models import School
from hub.schools.validators import validate_telephone

# After the later of consent and the last time they were asked.
KEPT_DAYS = 3 * 365
# A week after they were asked to do something, nobody has thanked them: somebody should.
THANKS_DUE_DAYS = 7


class ContactKind(models.TextChoices):
    """How a person belongs to the school."""

    ALUMNI = "alumni", _("Former pupil")
    PARENT = "parent", _("Parent or carer")
    GOVERNOR = "governor", _("Governor")
    FIRM = "firm", _("Local firm or organisation")
    OTHER = "other", _("Somebody else")


class ContactQuerySet(models.QuerySet["Contact"]):
    """What is asked of contacts."""

    def to_thank(self, *, on: datetime.date) -> "ContactQuerySet":
        """Return those who were asked a week ago or earlier and have not been thanked since, the longest first."""
        asked = self.filter(last_asked__lte=on - datetime.timedelta(days=THANKS_DUE_DAYS))
        since = models.Q(last_thanked=None) | models.Q(last_thanked__lt=models.F("last_asked"))
        return asked.filter(since).order_by("last_asked", "pk")

    def past_keeping(self, *, on: datetime.date) -> "ContactQuerySet":
        """Return those whose time is over on a day."""
        last = on - datetime.timedelta(days=KEPT_DAYS)
        asked = models.Q(last_asked=None) | models.Q(last_asked__lt=last)
        return self.filter(asked, consent_on__lt=last)


class Contact(models.Model):
    """Somebody whom one school may ask. Never in a search, never public.

    Another school sees them only where they agreed to that, and both schools did (hub.opportunities.sharing).
    """

    personal_data = PersonalData(
        ("name", "organisation", "email", "telephone", "offers", "next_step"),
        why=_(
            "So that a school can ask people who agreed to be asked. Only that school sees them, and schools of its "
            "cluster that it shares them with if they agreed to that."
        ),
        how_long=_("Three years after they agreed or were last asked, or until they ask to be deleted."),
    )
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("school"))
    name = models.CharField(_("name"), max_length=120, help_text=_("An adult. Pupils are not contacts."))
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    kind = models.CharField(_("how they belong to the school"), max_length=10, choices=ContactKind)
    offers = models.CharField(_("what they offer"), max_length=400, blank=True)
    email = models.EmailField(_("email"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=32, blank=True, validators=[validate_telephone])
    purpose = models.CharField(
        _("what they agreed to be asked for"),
        max_length=200,
        help_text=_("The purpose of keeping their details, such as: talks and mock interviews at this school."),
    )
    consent_on = models.DateField(
        _("consent given on"), help_text=_("The day they agreed. Without it their details may not be kept.")
    )
    share_consent_on = models.DateField(
        _("consent to be shared given on"),
        null=True,
        blank=True,
        help_text=_(
            "The day they said yes to: may we pass your name to neighbouring schools? Without it no other school is "
            "told of them; taken away, it ends what is shared."
        ),
    )
    last_asked = models.DateField(_("last asked on"), null=True, blank=True)
    last_thanked = models.DateField(_("last thanked on"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("next step by"), null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it; without their consent to it nothing stays shared."""
        super().save(*args, **kwargs)
        if self.share_consent_on is None:
            self.shares.all().delete()

    def clean(self) -> None:
        """Keep names on one line: they become part of letters."""
        super().clean()
        for field in ("name", "organisation", "offers", "purpose", "next_step"):
            setattr(self, field, one_line(getattr(self, field)))

    @property
    def is_to_thank(self) -> bool:
        """Tell whether they were asked and have not been thanked since."""
        return bool(self.last_asked and (not self.last_thanked or self.last_thanked < self.last_asked))
