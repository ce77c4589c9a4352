"""A school's request to employers."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from curriculum.models import Sector, YearGroup
from hub.core.personal_data import PersonalData
from hub.opportunities.offers.kinds import ACTIVITY_KINDS, OfferKind, Place
from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import Organisation
from hub.schools.models import School

TEXT_LENGTH = 1200
KEPT_DAYS = 365


class RequestQuerySet(models.QuerySet["VisitRequest"]):
    """What is asked of requests."""

    def open(self, *, on: datetime.date) -> "RequestQuerySet":
        """Return those that may still be answered on a day."""
        return self.filter(state=VisitRequest.State.OPEN, reply_by__gte=on)

    def public(self, *, on: datetime.date) -> "RequestQuerySet":
        """Return those that every employer may see: open, and addressed to nobody in particular."""
        return self.open(on=on).filter(organisation=None)

    def with_terms(self) -> "RequestQuerySet":
        """Read what a card shows, in as many queries for one as for a hundred."""
        return self.select_related("school__borough", "sector", "organisation").prefetch_related(
            "year_groups", Prefetch("partners", taking_part(), to_attr="together")
        )


class VisitRequest(models.Model):
    """One request of one school. `organisation`: it alone is asked; `offer`: for what it offers."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class Reason(models.TextChoices):
        AGREED = "agreed", _("A visit is agreed")
        ELSEWHERE = "elsewhere", _("Found in another way")
        NOT_NEEDED = "not-needed", _("No longer needed")
        NOBODY = "nobody", _("Nobody answered in time")

    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="visit_requests", verbose_name=_("school")
    )
    title = models.CharField(_("what you ask for"), max_length=120, help_text=_("In a few words, as a headline."))
    what = models.TextField(
        _("what happens"),
        max_length=TEXT_LENGTH,
        help_text=_("What pupils have learned so far, and what they should take home. No pupil’s name."),
    )
    kind = models.CharField(_("kind"), max_length=24, choices=OfferKind, default=OfferKind.TALK)
    place = models.CharField(_("where"), max_length=20, choices=Place, default=Place.SCHOOL)
    year_groups = models.ManyToManyField(YearGroup, related_name="+", verbose_name=_("year groups"))
    sector = models.ForeignKey(
        Sector, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("sector")
    )
    pupils = models.PositiveSmallIntegerField(_("how many pupils"))
    minutes = models.PositiveSmallIntegerField(_("how many minutes"), null=True, blank=True)
    from_day = models.DateField(_("not before"))
    to_day = models.DateField(_("not after"))
    reply_by = models.DateField(_("reply by"), db_index=True)
    needs = models.CharField(
        _("adjustments the group needs"), max_length=400, blank=True, help_text=_("Of the group, never of one pupil.")
    )
    unit = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    lesson = models.CharField(_("for the lesson"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="requests"
    )
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN, db_index=True)
    reason = models.CharField(_("why closed"), max_length=12, choices=Reason, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("request to employers")
        verbose_name_plural = _("requests to employers")
        constraints = [
            models.CheckConstraint(condition=Q(from_day__lte=F("to_day")), name="request_days_the_right_way_round"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> list[int]:
        """The numbers of the year groups, in order."""
        return sorted(year.number for year in self.year_groups.all())

    @property
    def activity_kind(self) -> str:
        """The slug of the curriculum.ActivityKind that a visit is entered as; empty where there is none."""
        return next(iter(ACTIVITY_KINDS.get(self.kind, ())), "")

    @cached_property
    def together(self) -> "list[RequestPartner]":
        """The schools that take part besides the one that asks; `with_terms` reads them for a whole list."""
        return list(taking_part().filter(request=self))

    @property
    def schools_together(self) -> int:
        """How many schools ask together; 1 where one asks alone."""
        return 1 + len(self.together)

    @property
    def pupils_together(self) -> int:
        """How many pupils all of them would bring."""
        return self.pupils + sum(each.pupils or 0 for each in self.together)

    @property
    def group_together(self) -> str:
        """The cluster that all of them belong to; empty where they belong to several, or it has no public page."""
        names = {each.group.title if each.group else "" for each in self.together}
        return names.pop() if len(names) == 1 else ""

    def is_open(self, *, on: datetime.date) -> bool:
        """Tell whether it may still be answered on a day."""
        return self.state == self.State.OPEN and self.reply_by >= on

    def close(self, reason: str, *, on: datetime.date) -> bool:
        """Close it with a reason; False where it is closed already."""
        still_open = VisitRequest.objects.filter(pk=self.pk, state=self.State.OPEN)
        closed = still_open.update(state=self.State.CLOSED, reason=reason, closed_on=on)
        self.refresh_from_db(fields=["state", "reason", "closed_on"])
        return bool(closed)


class RequestPartner(models.Model):
    """A school of a cluster that takes part in another one's request, once it says yes. It reads; that school writes.

    Whatever ends it deletes it: either school, or one of them leaving the cluster.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for their yes")
        ACCEPTED = "accepted", _("Takes part")
        DECLINED = "declined", _("They said no")

    personal_data = PersonalData(
        ("asked_by", "answered_by"),
        why=_("So that schools that ask together know who of their staff agreed to it. Only these schools see it."),
        how_long=_("As long as the request; without a name once the account is deleted."),
    )
    request = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="partners")
    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="requests_together", verbose_name=_("school")
    )
    # The page of the cluster that both belong to (hub.schools.tenancy.groups): it is a room beside this one.
    group = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("group"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    pupils = models.PositiveSmallIntegerField(_("how many pupils"), null=True, blank=True)
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("who asked")
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("who answered")
    )

    class Meta:
        ordering = ["school__name", "pk"]
        verbose_name = _("school that takes part")
        verbose_name_plural = _("schools that take part")
        constraints = [models.UniqueConstraint(fields=["request", "school"], name="a_school_takes_part_once")]

    def __str__(self) -> str:
        return f"{self.request}: {self.school}"


def taking_part() -> models.QuerySet[RequestPartner]:
    """Return the schools that have said yes. `group` is None where not everybody may read the cluster's page."""
    accepted = RequestPartner.objects.filter(state=RequestPartner.State.ACCEPTED)
    # The prefetch finds no page for a group that is not public: it is then not named.
    return accepted.select_related("school").prefetch_related(Prefetch("group", Page.objects.live().public()))
