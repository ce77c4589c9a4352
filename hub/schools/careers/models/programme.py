"""The rows of a careers programme, and the programmes of years that are over."""

from typing import Any, NoReturn

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import TranslatableField

from curriculum.choices import criteria_choices, gatsby_points
from curriculum.models import ActivityKind, YearGroup
from hub.core.synchronised import facts
from hub.publication.fields import AcademicYearField
from hub.schools.careers.panels import LessonPanel
from hub.schools.careers.widgets import CriteriaSelect
from hub.schools.register.models import School
from hub.schools.validators import validate_minutes


class Term(models.TextChoices):
    """When in the school year an activity takes place."""

    AUTUMN = "autumn", _("Autumn")
    SPRING = "spring", _("Spring")
    SUMMER = "summer", _("Summer")
    ALL_YEAR = "year", _("All year")


class CriteriaField(models.JSONField):
    """Benchmarks and criteria as a list of their slugs, ticked in the form: ["gb4-1", "gb5"].

    Slugs, for they are the public key of a term and never change (design 3.3); no table between a row and its terms,
    for a draft keeps its rows whole and a translation copies them.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            required=not self.blank,
            choices=lambda: criteria_choices(gatsby_points()),
            widget=CriteriaSelect,
        )


class ActivityRow(models.Model):
    """The fields of one row of a programme: of the public one, or of next year's.

    A college's students and the pupils of a special school may follow a course or pathway in place of a year group.
    """

    year_group = models.ForeignKey(
        YearGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("year group")
    )
    pathway = models.CharField(
        _("pathway, course or level"),
        max_length=80,
        blank=True,
        help_text=_(
            "At a college or a special school, in place of a year group: Level 3 courses, semi-formal, Year 14."
        ),
    )
    term = models.CharField(_("term"), max_length=8, choices=Term, default=Term.ALL_YEAR)
    kind = models.ForeignKey(ActivityKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    title = models.CharField(_("what pupils do"), max_length=200)
    minutes = models.PositiveIntegerField(
        _("minutes for each pupil"), validators=[validate_minutes], help_text=_("A school day is 300 minutes.")
    )
    employer_or_provider = models.CharField(_("with whom"), max_length=160, blank=True)
    criteria = CriteriaField(
        _("Gatsby benchmarks"), help_text=_("Every benchmark, or point of one, that this activity serves.")
    )
    unit = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("unit of lessons")
    )
    # The key of a lesson of that unit. Chosen in the table of the programme; one that the unit lacks leads to the unit.
    lesson = models.CharField(_("lesson"), max_length=16, blank=True)

    # Eight buttons a row for comments would be a fourth of it. The summary of the programme takes comments.
    panels = [
        FieldPanel("year_group", disable_comments=True),
        FieldPanel("pathway", disable_comments=True),
        FieldPanel("term", disable_comments=True),
        FieldPanel("kind", disable_comments=True),
        FieldPanel("title", disable_comments=True),
        FieldPanel("minutes", disable_comments=True),
        FieldPanel("employer_or_provider", disable_comments=True),
        FieldPanel("criteria", disable_comments=True),
        PageChooserPanel("unit", "curriculum.UnitPage"),
        LessonPanel(),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def values(self) -> dict[str, Any]:
        """What the row says, without its place or what it belongs to."""
        own = {field.attname for field in ActivityRow._meta.fields}
        return {name: getattr(self, name) for name in sorted(own)}


class ProgrammeActivity(ActivityRow, TranslatableMixin, Orderable):
    """One row of the programme: what one year group does. Hours and coverage are computed from rows, never typed."""

    page = ParentalKey("schools.CareersPage", on_delete=models.CASCADE, related_name="programme")

    translatable_fields = [
        TranslatableField("pathway"),
        TranslatableField("title"),
        TranslatableField("employer_or_provider"),
        *facts("year_group", "term", "kind", "minutes", "criteria", "unit", "lesson"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "ProgrammeActivity":
        """Build a row of a revision, asking only for its unit.

        Year groups and kinds are protected, so they are there: asked for row by row they were 700 queries of the 1,765
        that publishing 60 rows took.
        """
        unit = data.get("unit")
        if check_fks and unit and not Page.objects.filter(pk=unit).exists():
            data = {**data, "unit": None}
        return model_from_serializable_data(cls, data, check_fks=False)


class PastProgrammeQuerySet(models.QuerySet):
    """Past programmes are added and read, nothing else."""

    def update(self, **kwargs: object) -> NoReturn:
        raise TypeError("A past programme is never changed.")


class PastProgramme(models.Model):
    """The programme of a school year that is over, as it was public last. Outlives page, revisions and vocabulary rows.

    Written when the careers page goes live for a later year (`CareersPage.save`). The first record of a year stands:
    a page that is set back to it and forward again, or published again, does not change it.
    """

    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="past_programmes", verbose_name=_("school")
    )
    academic_year = AcademicYearField(_("school year"))
    rows = models.JSONField(_("activities"), default=list, help_text=_("In slugs and plain values."))
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = PastProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-academic_year"]
        constraints = [models.UniqueConstraint(fields=["school", "academic_year"], name="one_programme_a_year")]
        verbose_name = _("past programme")
        verbose_name_plural = _("past programmes")

    def __str__(self) -> str:
        return f"{self.school}, {self.academic_year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A past programme is never changed.")
        super().save(*args, **kwargs)
