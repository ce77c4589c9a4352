"""A visit: what one school and one employer say to each other, the day they agree, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.core.personal_data import PersonalData
from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import Organisation, Representative
from hub.opportunities.requests.models import VisitRequest
from hub.schools.models import School

WORDS = 2000
KEPT_DAYS = 365


class Side(models.TextChoices):
    """Who of the two says something."""

    SCHOOL = "school", _("The school")
    EMPLOYER = "employer", _("The employer")

    @property
    def other(self) -> "Side":
        """The other of the two."""
        return Side.EMPLOYER if self is Side.SCHOOL else Side.SCHOOL


class Visit(models.Model):
    """One visit that answers a request. Cancelled and replaced it keeps its thread; it is erased a year after its end.

    An offer is taken by one school on one day (`one_school_a_day_for_an_offer`).
    """

    class State(models.TextChoices):
        TALKING = "talking", _("A day is looked for")
        AGREED = "agreed", _("Agreed")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    class Story(models.TextChoices):
        NONE = "", _("No story")
        WAITING = "waiting", _("Waits for the hub’s check")
        PUBLIC = "public", _("Public")
        REFUSED = "refused", _("Not published")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="visits", verbose_name=_("school"))
    request = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="visits")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="visits"
    )
    organisation_name = models.CharField(_("organisation"), max_length=120)
    representative = models.ForeignKey(
        Representative, null=True, blank=True, on_delete=models.SET_NULL, related_name="visits"
    )
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="visits")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.TALKING, db_index=True)
    agreed_on = models.DateField(_("day"), null=True, blank=True, db_index=True)
    starts = models.TimeField(_("from"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    # What the sheet says, by the keys of visits.briefing.
    briefing = models.JSONField(default=dict, blank=True)
    # The days before the visit of which both have been reminded.
    reminded = models.JSONField(default=list, blank=True)
    learned = models.TextField(_("what pupils learned"), max_length=WORDS, blank=True)
    story = models.TextField(_("story"), max_length=WORDS, blank=True)
    story_state = models.CharField(_("story"), max_length=8, choices=Story, default=Story.NONE, blank=True)
    drafted_at = models.DateTimeField(_("put into the programme"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.UniqueConstraint(fields=["request", "organisation"], name="one_visit_per_request_and_organisation"),
            models.UniqueConstraint(
                fields=["offer", "agreed_on"], condition=Q(state="agreed"), name="one_school_a_day_for_an_offer"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("agreed", "done")) | Q(agreed_on__isnull=False), name="agreed_visit_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}, {self.organisation_name}"

    def note(self, side: str, words: str, event: str = "") -> "VisitMessage":
        """Add to the thread."""
        return VisitMessage.objects.create(visit=self, side=side, words=words, event=event)


class PartnerActivity(models.Model):
    """That a school which asked together with another one has put a visit into its own programme."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="taken_over")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    drafted_at = models.DateTimeField(_("put into the programme"))

    class Meta:
        verbose_name = _("visit in the programme of another school")
        verbose_name_plural = _("visits in the programmes of other schools")
        constraints = [models.UniqueConstraint(fields=["visit", "school"], name="a_school_takes_a_visit_over_once")]

    def __str__(self) -> str:
        return f"{self.visit}: {self.school}"


class VisitMessage(models.Model):
    """One entry of a thread: what a side wrote, or what it did (`event`)."""

    personal_data = PersonalData(
        ("words",),
        why=_(
            "So that both sides of a visit can read what they wrote to each other, and schools that ask together with "
            "one of them."
        ),
        how_long=_("A year after the end of the visit; what a person wrote, until they erase it."),
    )

    class Event(models.TextChoices):
        WROTE = "", _("wrote")
        PROPOSED = "proposed", _("proposed days")
        AGREED = "agreed", _("agreed a day")
        REPLACED = "replaced", _("asked for another day")
        CANCELLED = "cancelled", _("cancelled")
        THANKED = "thanked", _("thanked")

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=10, choices=Side)
    event = models.CharField(max_length=10, choices=Event, default=Event.WROTE, blank=True)
    words = models.TextField(_("words"), max_length=WORDS, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.words[:40]}"


class ProposedDay(models.Model):
    """A day that one side proposes and the other may agree."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="days")
    side = models.CharField(max_length=10, choices=Side)
    day = models.DateField()
    starts = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["day", "starts", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "day"], name="a_day_is_proposed_once")]

    def __str__(self) -> str:
        return str(self.day)


class Feedback(models.Model):
    """What one side says of a visit afterwards, in three questions. The other side reads it."""

    class Fit(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="feedback")
    side = models.CharField(max_length=10, choices=Side)
    fitted = models.CharField(_("Did it fit what was asked for?"), max_length=6, choices=Fit)
    prepared = models.CharField(_("Was everybody prepared?"), max_length=6, choices=Fit)
    next_time = models.TextField(_("What should be different next time?"), max_length=600, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "side"], name="feedback_once_a_side")]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_fitted_display()}"
