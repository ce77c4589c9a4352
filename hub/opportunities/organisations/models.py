"""Organisations, the people who speak for them, and the links that are mailed to these people."""

import datetime
from typing import Self

from django.conf import settings
from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from curriculum.models import Borough, Sector
from hub.accounts.fields import AddressField
from hub.core.personal_data import PersonalData

ABOUT_LENGTH = 600
REASON_LENGTH = 1000
# The hub says no twice; after that an organisation is not checked again unless the hub itself asks for it.
CHANCES = 2
# What a logo may be. No SVG: it is a document that can hold scripts.
LOGO_KINDS = ("avif", "gif", "jpeg", "jpg", "png", "webp")
one_line = RegexValidator(r"[\x00-\x1f\x7f\u2028\u2029]", _("Write this on one line."), inverse_match=True)


def new_secret() -> str:
    """Return what a link or a session is known by, and nobody can guess."""
    return get_random_string(32)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """What is asked of organisations."""

    def waiting(self) -> Self:
        """Return those whose first offer waits for the hub's check, the longest waiting first."""
        return self.filter(status=Organisation.Status.WAITING).order_by("waiting_since", "pk")


class Organisation(models.Model):
    """An employer, a provider of training or a charity that offers something to schools. The hub checks it once."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting to be checked")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    name = models.CharField(_("name"), max_length=120, validators=[one_line])
    domain = models.CharField(
        _("domain of its addresses"),
        max_length=253,
        blank=True,
        help_text=_(
            "Whoever confirms an address of this domain speaks for the organisation. Empty: only the hub adds people."
        ),
    )
    sectors = models.ManyToManyField(Sector, related_name="organisations", blank=True, verbose_name=_("sectors"))
    boroughs = models.ManyToManyField(Borough, related_name="organisations", blank=True, verbose_name=_("boroughs"))
    online = models.BooleanField(_("also works online"), default=False)
    website = models.URLField(_("website"), max_length=200, blank=True)
    about = models.TextField(_("in a few words"), max_length=ABOUT_LENGTH, blank=True)
    logo = models.ImageField(
        _("logo"), upload_to="organisations", blank=True, validators=[FileExtensionValidator(LOGO_KINDS)]
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING, db_index=True)
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH, blank=True)
    refusals = models.PositiveSmallIntegerField(_("how often refused"), default=0, editable=False)
    created_at = models.DateTimeField(_("first offered"), auto_now_add=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=~models.Q(domain=""), name="one_organisation_per_domain"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_approved(self) -> bool:
        return self.status == self.Status.APPROVED

    @property
    def may_send_again(self) -> bool:
        """Tell whether a refused organisation has a chance left."""
        return self.status == self.Status.REFUSED and self.refusals < CHANCES

    @property
    def website_label(self) -> str:
        """The website's address as people say it, without scheme and last slash."""
        return self.website.split("://", 1)[-1].rstrip("/")


class Representative(models.Model):
    """A person who speaks for an organisation. There is no password: they come in by links that are mailed to them."""

    personal_data = PersonalData(
        ("name", "email", "language"),
        why=_("So that schools that ask, and the hub, can write to who speaks for an organisation."),
        how_long=_("Until they erase it with the button on their page, or the organisation is removed."),
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="representatives", verbose_name=_("organisation")
    )
    name = models.CharField(
        _("name"), max_length=120, validators=[one_line], help_text=_("So that a school knows whom it talks to.")
    )
    email = AddressField(
        _("email address"),
        unique=True,
        help_text=_("For links to come in by, and for what schools ask. Never shown on a public page."),
    )
    language = models.CharField(_("language"), max_length=12, default="en", editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    last_link_at = models.DateTimeField(_("last came in by a link"), null=True, blank=True)
    # What their session is known by; a new one ends all sessions that there are.
    session_key = models.CharField(max_length=32, default=new_secret, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")

    def __str__(self) -> str:
        return self.name


class MailedLink(models.Model):
    """A link that was mailed to an address: good once, for half an hour.

    `posted` keeps what came with it until the address is confirmed: nothing else of an offer is stored before that.
    """

    personal_data = PersonalData(
        ("email",),
        why=_("So that a link that was mailed is good once, and what was typed waits until it is confirmed."),
        how_long=_("Seven days."),
    )

    class Purpose(models.TextChoices):
        OFFER = "offer", _("Confirm an offer")
        COME_IN = "come-in", _("Come in")

    email = AddressField(_("email address"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    posted = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=12, default="en")
    secret = models.CharField(max_length=32, default=new_secret)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mailed link")
        verbose_name_plural = _("mailed links")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.created_at:%d/%m/%Y %H:%M}"

    def use(self, *, at: datetime.datetime) -> bool:
        """Use the link up, and forget what came with it; of two at once only one is told that it may."""
        unused = MailedLink.objects.filter(pk=self.pk, used_at=None)
        return bool(unused.update(used_at=at, posted={}))
