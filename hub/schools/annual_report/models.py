"""The yearly report on policy and programme: its text, its figures, and the destinations of leavers."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, TranslatableMixin

from hub.core.blocks import StoryBlock
from hub.core.models import BasePage
from hub.core.synchronised import facts
from hub.publication.dates import AcademicYear
from hub.publication.fields import AcademicYearField
from hub.publication.rules import LazyText
from hub.schools.annual_report.forms import AnnualReportPageForm
from hub.schools.annual_report.panels import ReportFiguresPanel
from hub.schools.careers.models.page import TEXT
from hub.schools.microsites.school_owned import SchoolOwnedPage

# A number of leavers from one to this many may point to a person.
SMALL = 5


class AnnualReportPage(SchoolOwnedPage):
    """A report on the policy and the programme in one school year.

    `figures` are plain values in slugs, as `figures.figures_of` took them on one day: a report does
    not change when the programme does. They are written by drafting the report, never typed.
    """

    academic_year = AcademicYearField(_("school year reported on"), help_text=_("Such as 2025/26."))
    dated = models.DateField(_("date of the report"), default=timezone.localdate)
    went_well = RichTextField(_("what went well"), blank=True, features=TEXT)
    changing = RichTextField(_("what we change"), blank=True, features=TEXT)
    body = StreamField(StoryBlock(), verbose_name=_("report"), blank=True)
    figures = models.JSONField(_("figures"), default=dict, blank=True, editable=False)

    # Fields that are not text: in a translation they stay the same as on the English page.
    override_translatable_fields = facts("academic_year", "figures")
    base_form_class = AnnualReportPageForm
    page_description = _(
        "What came of the programme in one school year, for governors and families. Drafted from what is recorded."
    )
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("academic_year"),
        FieldPanel("dated"),
        FieldPanel("went_well"),
        FieldPanel("changing"),
        FieldPanel("body"),
        InlinePanel(
            "destinations",
            heading=_("Where leavers went"),
            label=_("Destination"),
            help_text=_(
                "Never a name. Of a small group of leavers give no figures: say it in words. One row alone with “fewer "
                "than 6” can be worked out where the number of all leavers is public: then give per cent."
            ),
        ),
        ReportFiguresPanel(heading=_("Figures from what is recorded")),
    ]

    class Meta:
        verbose_name = _("yearly careers report")
        verbose_name_plural = _("yearly careers reports")

    @property
    def year(self) -> AcademicYear | None:
        return AcademicYear.parse_or_none(self.academic_year)


class Leavers(models.TextChoices):
    """The two groups of leavers whose destinations a school records."""

    AFTER_YEAR_11 = "year-11", _("After Year 11")
    AFTER_YEAR_13 = "year-13", _("After Year 13, or an equivalent course")


class DestinationKind(models.TextChoices):
    """Destinations of leavers, in the words that schools use."""

    SIXTH_FORM = "sixth-form", _("School sixth form")
    SIXTH_FORM_COLLEGE = "sixth-form-college", _("Sixth-form college")
    FURTHER_EDUCATION = "further-education", _("Further education college")
    HIGHER_EDUCATION = "higher-education", _("Higher education")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
    SUPPORTED_INTERNSHIP = "supported-internship", _("Supported internship")
    TRAINING = "training", _("Other training")
    EMPLOYMENT = "employment", _("Employment")
    NEET = "neet", _("Not in education, employment or training")
    NOT_KNOWN = "not-known", _("Not sustained, or not known")


class Measure(models.TextChoices):
    """How the figure of a row is given."""

    LEAVERS = "leavers", _("leavers")
    PER_CENT = "per-cent", _("per cent")
    FEW = "few", _("fewer than 6 leavers")


class Destination(TranslatableMixin, Orderable):
    """How many leavers went to one kind of destination. A number small enough to point to a person is never written.

    From 1 to 5 the row says "fewer than 6" and no number: to leave it out would say too little, to put it together with
    another kind something false. The rows of one group of leavers are all numbers or all per cent, and the page shows
    no sum of them, so that no number can be taken back from here. Two things the hub cannot see, and tells the editor:
    a per cent of a small group points to a person too, and where all leavers are counted elsewhere, a row that alone
    says "fewer than 6" can be worked out.
    """

    page = ParentalKey(AnnualReportPage, on_delete=models.CASCADE, related_name="destinations")
    leavers = models.CharField(_("leavers"), max_length=8, choices=Leavers, default=Leavers.AFTER_YEAR_11)
    kind = models.CharField(_("destination"), max_length=24, choices=DestinationKind)
    figure = models.PositiveSmallIntegerField(
        _("how many"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(9999)],
        help_text=_("A whole number."),
    )
    measure = models.CharField(_("in"), max_length=8, choices=Measure, default=Measure.LEAVERS)

    panels = [
        FieldRowPanel([FieldPanel("leavers"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("figure"), FieldPanel("measure")]),
    ]
    translatable_fields = facts("leavers", "kind", "figure", "measure")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("destination")
        verbose_name_plural = _("destinations")

    def __str__(self) -> str:
        return f"{self.get_leavers_display()}: {self.get_kind_display()}"

    def clean(self) -> None:
        if problem := self.odd_figure():
            raise ValidationError({"figure": problem})

    def odd_figure(self) -> LazyText | None:
        """Return what is wrong with the figure by its measure, or None."""
        if self.measure == Measure.FEW:
            return _("Leave this empty: the row says “fewer than 6”.") if self.figure is not None else None
        if self.figure is None:
            return _("Write how many.")
        if self.measure == Measure.LEAVERS and 1 <= self.figure <= SMALL:
            return _(
                "A number from 1 to 5 can point to a person. Leave this empty and choose “fewer than 6 leavers”, or "
                "give every row of these leavers in per cent."
            )
        if self.measure == Measure.PER_CENT and self.figure > 100:
            return _("No more than 100 per cent.")
        return None
