"""Offers: what an organisation would do for schools."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from curriculum.models import Borough, Sector, Subject, YearGroup
from hub.opportunities.offers.kinds import ACTIVITY_KINDS, LASTING, Level, OfferKind, Place, kinds_for
from hub.opportunities.organisations.models import Organisation, Representative, one_line

# Six months: an offer that nobody renews is no longer shown.
DAYS_PUBLIC = 183
TEXT_LENGTH = 1200
SHORT_LENGTH = 400


class OfferQuerySet(models.QuerySet["Offer"]):
    """What is asked of offers."""

    def public(self, *, on: datetime.date) -> Self:
        """Return what everybody may see on a day: checked, not withdrawn, not expired."""
        return self.filter(
            status=Offer.Status.PUBLIC, organisation__status=Organisation.Status.APPROVED, expires_on__gte=on
        )

    def fitting(self, *, activity_kind: str, years: list[int], sectors: list[str]) -> Self:
        """Narrow to what suits a lesson: its kind of activity, one of its years, and a sector that it touches.

        `years` are numbers, `sectors` slugs. An offer that names no year or no sector is for all of them, and so is a
        lesson that names none.
        """
        found = self.filter(kind__in=kinds_for(activity_kind))
        if years:
            found = found.filter(Q(year_groups__number__in=years) | Q(year_groups=None))
        if sectors:
            found = found.filter(Q(sectors__slug__in=sectors) | Q(sectors=None))
        return found.distinct()

    def with_terms(self) -> Self:
        """Read what a card or a page of an offer shows, in as many queries for one as for a hundred."""
        return self.select_related("organisation").prefetch_related("sectors", "boroughs", "year_groups", "subjects")


class Offer(models.Model):
    """One thing that an organisation would do. Public for six months, and six more each time it is renewed."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting for the organisation to be checked")
        PUBLIC = "public", _("Public")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="offers", verbose_name=_("organisation")
    )
    contact = models.ForeignKey(
        Representative,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offers",
        verbose_name=_("contact"),
        help_text=_("Whom schools reach. Never shown on a public page."),
    )
    title = models.CharField(_("title"), max_length=120, validators=[one_line])
    what = models.TextField(_("what happens"), max_length=TEXT_LENGTH)
    kind = models.CharField(_("kind"), max_length=24, choices=OfferKind)
    place = models.CharField(_("where"), max_length=20, choices=Place, default=Place.SCHOOL)
    sectors = models.ManyToManyField(Sector, related_name="offers", blank=True, verbose_name=_("sectors"))
    boroughs = models.ManyToManyField(
        Borough, related_name="offers", blank=True, verbose_name=_("boroughs"), help_text=_("None: all of London.")
    )
    year_groups = models.ManyToManyField(
        YearGroup, related_name="offers", blank=True, verbose_name=_("years"), help_text=_("None: any year.")
    )
    subjects = models.ManyToManyField(Subject, related_name="offers", blank=True, verbose_name=_("subjects"))
    group_from = models.PositiveSmallIntegerField(_("smallest group"), null=True, blank=True)
    group_to = models.PositiveSmallIntegerField(_("largest group"), null=True, blank=True)
    from_day = models.DateField(_("from"), null=True, blank=True, help_text=_("No dates: schools ask."))
    to_day = models.DateField(_("until"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    adjustments = models.TextField(_("adjustments"), max_length=SHORT_LENGTH, blank=True)
    room_needs = models.TextField(_("what the room needs"), max_length=SHORT_LENGTH, blank=True)
    # Of what lasts for months (kinds.LASTING).
    length = models.CharField(_("how long it lasts"), max_length=80, blank=True, validators=[one_line])
    level = models.CharField(_("level"), max_length=8, choices=Level, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    wage = models.CharField(_("wage"), max_length=80, blank=True, validators=[one_line])
    closing_on = models.DateField(_("closing date"), null=True, blank=True)
    advert_url = models.URLField(_("address of the advert"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, db_index=True)
    created_at = models.DateTimeField(_("offered"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    published_on = models.DateField(_("public since"), null=True, blank=True)
    expires_on = models.DateField(_("last day"), null=True, blank=True, db_index=True)
    # The last day that its contact was told of, so that no letter is written twice.
    told_of = models.DateField(null=True, blank=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.CheckConstraint(
                condition=Q(group_from=None) | Q(group_to=None) | Q(group_from__lte=F("group_to")),
                name="offer_group_the_right_way_round",
            ),
            models.CheckConstraint(
                condition=Q(from_day=None, to_day=None)
                # What is compared with nothing is unknown, and lets through.
                | Q(from_day__isnull=False, to_day__isnull=False, from_day__lte=F("to_day")),
                name="offer_days_the_right_way_round",
            ),
            models.CheckConstraint(
                condition=~Q(status="public") | Q(expires_on__isnull=False), name="offer_public_has_a_last_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.status == self.Status.PUBLIC and not self.expires_on:
            raise ValidationError({"expires_on": _("What is public has a last day.")})

    @property
    def is_lasting(self) -> bool:
        """Tell whether it lasts for months, as mentoring and apprenticeships do."""
        return self.kind in LASTING

    @property
    def is_online(self) -> bool:
        return self.place in (Place.ONLINE, Place.SCHOOL_OR_ONLINE)

    @property
    def activity_kind(self) -> str:
        """The slug of the curriculum.ActivityKind that a visit is entered as; empty for an apprenticeship."""
        return next(iter(ACTIVITY_KINDS.get(self.kind, ())), "")

    def is_public(self, *, on: datetime.date) -> bool:
        """Tell whether everybody may see it on a day, as `OfferQuerySet.public` does."""
        lasts = self.expires_on is not None and self.expires_on >= on
        return self.status == self.Status.PUBLIC and lasts and self.organisation.is_approved
