"""The provider access statement, a page of its own with its own date, and the meetings recorded on it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import TranslatableField

from hub.core.models import BasePage
from hub.core.synchronised import facts
from hub.media.models import HubDocument
from hub.publication.dates import AcademicYear
from hub.publication.panels import ChecklistPanel
from hub.publication.rules import LazyText
from hub.schools.careers.models.page import TEXT, group
from hub.schools.careers.models.programme import Term
from hub.schools.duties.subject import FOUR_THINGS
from hub.schools.provider_access.blocks import ProvidersBlock
from hub.schools.provider_access.forms import ProviderAccessPageForm
from hub.schools.provider_access.key_phases import KEY_PHASES
from hub.schools.provider_access.panels import MeetingsPanel
from hub.schools.validators import validate_telephone
from hub.schools.word.models import FROM_WORD, FromWordPage
from hub.schools.word.panels import FromWordPanel

YEARS = [(number, format_lazy(_("Year {number}"), number=number)) for number in range(7, 14)]
SATURDAY = 5


class YearGroupsField(models.JSONField):
    """Year groups as a list of numbers, ticked in the form: [8, 9]."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"default": list, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.TypedMultipleChoiceField(
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            required=not self.blank,
            choices=YEARS,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
        )


class ProviderAccessPage(FromWordPage):
    """The provider access statement, with the meetings with providers as child rows.

    Every field may be empty in a draft: what is missing is the business of the rules. Meetings are rows of this page
    and not of the school: so they have drafts, a preview, a history, the same lock against two editors and the same
    people who may edit them as the statement beside which the public reads them. They are kept from one school year
    to the next, and a school's own people cannot delete a page that holds any (hub/schools/wagtail_hooks.py).
    """

    dated = models.DateField(_("date of this statement"), null=True, blank=True)
    last_reviewed = models.DateField(_("reviewed on"), null=True, blank=True)
    document = models.ForeignKey(
        HubDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("statement as a file"),
        help_text=_("Better written on this page: the hub cannot check a file, and a scan cannot be read aloud."),
    )
    procedure = RichTextField(
        _("how to ask for access"),
        blank=True,
        features=TEXT,
        help_text=_("Step by step, and how long an answer takes."),
    )
    contact_name = models.CharField(_("whom to ask"), max_length=120, blank=True, help_text=_("Name or role."))
    contact_email = models.EmailField(_("email"), blank=True)
    contact_telephone = models.CharField(_("telephone"), max_length=32, blank=True, validators=[validate_telephone])
    grounds_for_granting = RichTextField(_("when we say yes"), blank=True, features=TEXT)
    grounds_for_refusing = RichTextField(_("when we say no"), blank=True, features=TEXT)
    premises = RichTextField(
        _("premises and facilities"),
        blank=True,
        features=TEXT,
        help_text=_("Rooms, equipment, where to leave leaflets."),
    )
    meetings_first = RichTextField(_("Years 8 and 9"), blank=True, features=TEXT)
    meetings_second = RichTextField(_("Years 10 and 11"), blank=True, features=TEXT)
    meetings_third = RichTextField(_("Years 12 and 13"), blank=True, features=TEXT)
    day_starts = models.TimeField(_("school day starts"), null=True, blank=True)
    day_ends = models.TimeField(
        _("school day ends"), null=True, blank=True, help_text=_("Meetings outside it do not count.")
    )

    override_translatable_fields = facts("contact_email", "contact_telephone", "document", *FROM_WORD)
    names_of_people = ("contact_name",)
    base_form_class = ProviderAccessPageForm
    page_description = _("How colleges and training providers get to speak to pupils, and the meetings there were.")
    subpage_types: list[str] = []
    max_count_per_parent = 1

    content_panels = [
        ChecklistPanel(heading=_("Publication checklist")),
        *BasePage.content_panels,
        FromWordPanel(heading=_("From Word")),
        FieldPanel("unplaced"),
        group(_("Dates"), "dated", "last_reviewed"),
        group(_("Asking for access"), "procedure", "contact_name", "contact_email", "contact_telephone"),
        group(_("Grounds"), "grounds_for_granting", "grounds_for_refusing"),
        FieldPanel("premises"),
        InlinePanel("times", heading=_("When providers can come"), label=_("Time")),
        group(_("How each pupil meets providers"), "meetings_first", "meetings_second", "meetings_third"),
        group(_("The school day"), "day_starts", "day_ends"),
        InlinePanel(
            "terms",
            heading=_("Term dates"),
            label=_("Term or half term"),
            help_text=_("If you give them, a meeting entered for a holiday is questioned."),
        ),
        InlinePanel(
            "encounters",
            heading=_("Meetings with providers"),
            label=_("Meeting"),
            help_text=_("Held and planned. Keep those of earlier years: they are the record."),
        ),
        MeetingsPanel(heading=_("What each key phase still needs, and by when")),
        FieldPanel("document"),
    ]

    class Meta:
        verbose_name = _("provider access statement")
        verbose_name_plural = _("provider access statements")

    def clean(self) -> None:
        super().clean()
        if self.day_starts and self.day_ends and self.day_ends <= self.day_starts:
            raise ValidationError({"day_ends": _("The school day ends before it starts.")})

    @property
    def explained(self) -> dict[str, str]:
        """Return the text on each key phase, by its key."""
        return {phase.key: getattr(self, f"meetings_{phase.key}") for phase in KEY_PHASES}


class AccessTime(TranslatableMixin, Orderable):
    """One line of the calendar: when providers can come to which year groups, and to what."""

    page = ParentalKey(ProviderAccessPage, on_delete=models.CASCADE, related_name="times")
    years = YearGroupsField(_("year groups"))
    term = models.CharField(_("term"), max_length=8, choices=Term, default=Term.ALL_YEAR)
    what = models.CharField(_("what, and when"), max_length=200, help_text=_("Such as: assembly, Tuesdays at 8.45."))

    panels = [FieldPanel("years"), FieldPanel("term"), FieldPanel("what")]
    translatable_fields = [TranslatableField("what"), *facts("years", "term")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("time of access")
        verbose_name_plural = _("times of access")

    def __str__(self) -> str:
        return self.what


class TermDates(TranslatableMixin, Orderable):
    """A term or half term: its first and last day. What lies between two of them is a holiday."""

    page = ParentalKey(ProviderAccessPage, on_delete=models.CASCADE, related_name="terms")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    panels = [FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")])]
    translatable_fields = facts("first_day", "last_day")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("term dates")
        verbose_name_plural = _("term dates")

    def __str__(self) -> str:
        return f"{self.first_day} - {self.last_day}"

    def clean(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day is before the first.")})


class Attendance(models.TextChoices):
    """Whom a meeting reached. The hub holds no pupils' data: the school states it."""

    WHOLE = "whole", _("The whole year group")
    PART = "part", _("Part of the year group")


class Encounter(TranslatableMixin, Orderable):
    """A meeting of year groups with providers, held or planned: what the duty of two in each key phase counts.

    Whether it lay in the school day is never typed: it follows from start, end and the school day on the page.
    """

    page = ParentalKey(ProviderAccessPage, on_delete=models.CASCADE, related_name="encounters")
    date = models.DateField(_("date"))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    years = YearGroupsField(_("year groups"), help_text=_("A meeting in Year 7 is in no key phase and counts in none."))
    title = models.CharField(_("what it was"), max_length=160, blank=True, help_text=_("Assembly, workshop, visit..."))
    providers = StreamField(ProvidersBlock(), verbose_name=_("providers"), blank=True)
    attendance = models.CharField(_("for"), max_length=8, choices=Attendance, default=Attendance.WHOLE)
    covers_provider = models.BooleanField(FOUR_THINGS["provider"], default=False)
    covers_careers = models.BooleanField(FOUR_THINGS["careers"], default=False)
    covers_learning = models.BooleanField(FOUR_THINGS["learning"], default=False)
    covers_questions = models.BooleanField(FOUR_THINGS["questions"], default=False)

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("years"),
        FieldPanel("attendance"),
        FieldPanel("title"),
        FieldPanel("providers"),
        MultiFieldPanel(
            [FieldPanel(f"covers_{thing}") for thing in FOUR_THINGS],
            heading=_("The provider was asked for"),
        ),
    ]
    translatable_fields = [
        TranslatableField("title"),
        *facts(
            "date",
            "starts",
            "ends",
            "years",
            "providers",
            "attendance",
            *(f"covers_{thing}" for thing in FOUR_THINGS),
        ),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("meeting with providers")
        verbose_name_plural = _("meetings with providers")

    def __str__(self) -> str:
        return f"{self.date}: {self.title}"

    def clean(self) -> None:
        errors: dict[str, LazyText] = {}
        if self.starts and self.ends and self.ends <= self.starts:
            errors["ends"] = _("The meeting ends before it starts.")
        if self.date and (problem := self.odd_date()):
            errors["date"] = problem
        if errors:
            raise ValidationError(errors)

    def odd_date(self) -> LazyText | None:
        """Return what is wrong with the date by the calendar alone, or None."""
        if self.date.weekday() >= SATURDAY:
            return _("This day is a weekend: a meeting counts only in the school day.")
        if self.date > AcademicYear(AcademicYear.containing(timezone.localdate()).start + 1).last_day:
            return _("This is more than a school year ahead. Is the year right?")
        return None

    @property
    def covers(self) -> frozenset[str]:
        """The keys of the four things for which the provider was asked (hub.schools.duties.subject.FOUR_THINGS)."""
        return frozenset(thing for thing in FOUR_THINGS if getattr(self, f"covers_{thing}"))
