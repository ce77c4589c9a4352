"""A careers day of a school: what children ask about, its classes, rooms and workshops, and the rota."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.schools.models import School

# The whole school takes part: the years are those of a school, Reception (0) included, and not the curriculum's alone.
YEARS = range(14)
# What children ask for, one in a line.
LINES_MOST = 60
# The rota is one page, with a choice of each workshop and each room for each class at each time: more than this makes
# it too heavy for a school's machine, and a day for it is better planned as two.
CLASSES_MOST = ROOMS_MOST = WORKSHOPS_MOST = 30
MINUTES_LEAST, MINUTES_MOST = 10, 180
PUPILS_MOST = 60
CAPACITY_MOST = 1000


def year_label(year: int | None) -> str:
    """Return what a year group is called."""
    if year is None:
        return gettext("All years")
    return gettext("Reception") if year == 0 else gettext("Year %(year)s") % {"year": year}


class CareersDay(models.Model):
    """One day. `saves` counts each saving of any part of it, so that nobody writes over what another has saved.

    `breaks` are pairs of times ("10:30"), `years` of a workshop numbers of year groups; `before` is the rota before
    the last planning or change, as rows of keys.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        READY = "ready", _("Ready")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="careers_days")
    title = models.CharField(_("title"), max_length=120, default=_("Family Careers Day"))
    date = models.DateField(_("day"))
    starts = models.TimeField(_("first workshop begins"))
    ends = models.TimeField(_("last workshop ends by"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes for each workshop"),
        default=40,
        validators=[MinValueValidator(MINUTES_LEAST), MaxValueValidator(MINUTES_MOST)],
    )
    between = models.PositiveSmallIntegerField(
        _("minutes to change rooms"), default=5, validators=[MaxValueValidator(MINUTES_MOST)]
    )
    breaks = models.JSONField(_("breaks"), default=list, blank=True)
    each = models.PositiveSmallIntegerField(
        _("workshops for each class"), default=2, validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    guests = models.PositiveSmallIntegerField(
        _("family members with each class"),
        default=0,
        validators=[MaxValueValidator(200)],
        help_text=_("How many you expect. A room must hold the class and them."),
    )
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT, editable=False)
    saves = models.PositiveIntegerField(default=0, editable=False)
    before = models.JSONField(null=True, editable=False)
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = _("careers day")
        verbose_name_plural = _("careers days")

    def __str__(self) -> str:
        return self.title

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY


class OfDay(models.Model):
    """A row of a careers day, and of its school."""

    day = models.ForeignKey(CareersDay, on_delete=models.CASCADE, related_name="%(class)s_set")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Wish(OfDay):
    """How many children want to hear about something: of one year group, or of all (`year` is empty)."""

    topic = models.CharField(_("what children ask about"), max_length=80)
    n = models.PositiveSmallIntegerField(_("how many children"))
    year = models.PositiveSmallIntegerField(_("year group"), null=True)

    class Meta:
        ordering = ["-n", "topic", "pk"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")

    def __str__(self) -> str:
        return f"{self.topic}: {self.n}"

    @property
    def year_label(self) -> str:
        """What the year group is called."""
        return year_label(self.year)


class DayClass(OfDay):
    """A class that takes part, by its name; never a pupil's."""

    name = models.CharField(_("class"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year group"))
    pupils = models.PositiveSmallIntegerField(_("pupils"))

    class Meta:
        ordering = ["year", "name", "pk"]
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        constraints = [models.UniqueConstraint(fields=["day", "name"], name="one_class_of_a_name_a_day")]

    def __str__(self) -> str:
        return self.name

    @property
    def year_label(self) -> str:
        """What the year group is called."""
        return year_label(self.year)


class Room(OfDay):
    """A room, and how many people it holds. A day without rooms has its visitors come to the classrooms."""

    name = models.CharField(_("room"), max_length=40)
    capacity = models.PositiveSmallIntegerField(_("people it holds"), null=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["day", "name"], name="one_room_of_a_name_a_day")]

    def __str__(self) -> str:
        return self.name


class Workshop(OfDay):
    """What a visitor does with a class, again and again on the day: one class at a time."""

    title = models.CharField(_("workshop"), max_length=120)
    topic = models.CharField(
        _("what children asked for that it answers"),
        max_length=80,
        blank=True,
        help_text=_("One of the topics of the first step. Classes that asked for it most hear it first."),
    )
    organisation = models.CharField(
        _("visitor"),
        max_length=120,
        blank=True,
        help_text=_("The organisation, or a role such as “a parent who is a nurse”. Never a pupil’s name."),
    )
    link = models.URLField(
        _("the visit or offer it comes from"), max_length=500, blank=True, help_text=_("An address of this hub.")
    )
    years = models.JSONField(_("year groups it is for"), default=list, blank=True)
    there_from = models.TimeField(_("visitor is there from"), null=True, blank=True)
    there_until = models.TimeField(_("visitor leaves at"), null=True, blank=True)
    runs = models.PositiveSmallIntegerField(
        _("how many times at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("Leave it empty for as often as there is time."),
    )
    questions = models.TextField(
        _("three questions to ask at home"),
        max_length=400,
        blank=True,
        help_text=_("One in a line. They stand on the family’s card. Empty: the hub’s own three."),
    )

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")

    def __str__(self) -> str:
        return self.title

    @property
    def year_labels(self) -> list[str]:
        """What the year groups are called that it is for; none where it is for all."""
        return [year_label(year) for year in self.years]


class Session(OfDay):
    """A line of the rota: one class at one time hears one workshop in one room (none: its own classroom)."""

    group = models.ForeignKey(DayClass, on_delete=models.CASCADE, related_name="sessions")
    slot = models.PositiveSmallIntegerField(_("time"))
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="sessions")
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="sessions")

    class Meta:
        ordering = ["slot", "group", "pk"]
        verbose_name = _("line of a rota")
        verbose_name_plural = _("lines of a rota")
        constraints = [models.UniqueConstraint(fields=["group", "slot"], name="a_class_is_in_one_place_at_a_time")]

    def __str__(self) -> str:
        return f"{self.group_id}.{self.slot}: {self.workshop_id}"
