"""The curriculum's pages: index, key stage, unit, map."""

from typing import Self

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, PageManager, PageQuerySet

from curriculum import hours
from curriculum.blocks import LessonStreamBlock, OutcomeStreamBlock
from curriculum.forms import UnitPageForm
from curriculum.lessons import activities
from curriculum.models.terms import ActivityKind, Criterion, KeyStage, Sector, Subject, YearGroup
from hub.core.models import BasePage
from hub.core.synchronised import facts


class CurriculumIndexPage(BasePage):
    """The index page of the curriculum: its key stages and the map."""

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "link", "ul"])

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["curriculum.KeyStagePage", "curriculum.CurriculumMapPage"]
    max_count_per_parent = 1


class KeyStagePage(BasePage):
    """One key stage: its units by year."""

    key_stage = models.ForeignKey(KeyStage, on_delete=models.PROTECT, related_name="+", verbose_name=_("key stage"))
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "link", "ul"])

    override_translatable_fields = facts("key_stage")
    content_panels = [*BasePage.content_panels, FieldPanel("key_stage"), FieldPanel("intro")]
    parent_page_types = ["curriculum.CurriculumIndexPage"]
    subpage_types = ["curriculum.UnitPage"]


class CurriculumMapPage(BasePage):
    """The curriculum map: years across, strands down, with units, gaps and overlaps."""

    parent_page_types = ["curriculum.CurriculumIndexPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1


class UnitQuerySet(PageQuerySet):
    def public_in(self, locale: Locale) -> Self:
        """Keep the units anybody may see in a language."""
        return self.live().public().filter(locale=locale)

    def with_years(self) -> Self:
        """Fetch year groups and their stages in two queries, however many units."""
        return self.prefetch_related("year_groups__key_stage")


class UnitPage(BasePage):
    """A unit of lessons. Its totals are computed from the lessons, never typed."""

    year_groups = ParentalManyToManyField(YearGroup, related_name="units", verbose_name=_("year groups"))
    subjects = ParentalManyToManyField(Subject, blank=True, related_name="units", verbose_name=_("subjects"))
    criteria = ParentalManyToManyField(
        Criterion, blank=True, related_name="units", verbose_name=_("framework criteria")
    )
    sectors = ParentalManyToManyField(Sector, blank=True, related_name="units", verbose_name=_("sectors"))
    outcomes = StreamField(OutcomeStreamBlock(), blank=True, verbose_name=_("by the end"))
    lessons = StreamField(LessonStreamBlock(), blank=True, verbose_name=_("lessons"))
    builds_on = ParentalManyToManyField(
        "self", blank=True, symmetrical=False, related_name="built_on_by", verbose_name=_("builds on")
    )
    is_sample = models.BooleanField(
        _("sample"), default=False, help_text=_("Written to show the hub; not from a published curriculum.")
    )
    last_checked = models.DateField(
        _("last checked"), null=True, blank=True, help_text=_("Leave empty until somebody has taught or checked it.")
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("outcomes", help_text=_("Three to six sentences that begin “I can”.")),
        FieldPanel("lessons", help_text=_("Minutes and hours of the unit are added up from here.")),
    ]
    place_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "year_groups",
                    required_on_save=False,
                    widget=forms.CheckboxSelectMultiple,
                    help_text=_("The key stage follows from the years. Totals by year count the unit in each."),
                ),
                FieldPanel("subjects", widget=forms.CheckboxSelectMultiple),
                FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("For whom"),
        ),
        FieldPanel(
            "criteria",
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Only what a lesson really serves: each one puts the unit on the map in that strand."),
        ),
        FieldPanel("builds_on"),
        MultiFieldPanel([FieldPanel("is_sample"), FieldPanel("last_checked")], heading=_("State")),
    ]
    base_form_class = UnitPageForm
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Lessons")),
            ObjectList(place_panels, heading=_("Where it fits")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ],
        base_form_class=UnitPageForm,
    )
    parent_page_types = ["curriculum.KeyStagePage"]
    subpage_types: list[str] = []

    objects = PageManager.from_queryset(UnitQuerySet)()

    @property
    def years(self) -> list[YearGroup]:
        """The unit's year groups in order."""
        return sorted(self.year_groups.all(), key=lambda year: year.number)

    @property
    def year_numbers(self) -> list[int]:
        return [year.number for year in self.years]

    @property
    def key_stage(self) -> KeyStage | None:
        """The stage of the first year; a draft without years has none."""
        years = self.years
        return years[0].key_stage if years else None

    @property
    def outcome_list(self) -> list[str]:
        """What a pupil can do by the end, each a sentence."""
        return [block.value for block in self.outcomes]

    @property
    def minutes_total(self) -> int:
        """Minutes of all lessons."""
        return hours.total(activity.minutes for activity in self.activities())

    @property
    def minutes_counted(self) -> int:
        """Minutes that count towards 100 hours."""
        return hours.counted_total(self.activities())

    def activities(self) -> list[hours.Activity]:
        """The lessons as planned activities, in each of the unit's years."""
        counting = ActivityKind.counting()
        return activities(self.lessons.raw_data, counting=counting, years=self.year_numbers)

    @property
    def public_builds_on(self) -> list["UnitPage"]:
        """Public units in the same language that this one builds on."""
        keys = [earlier.translation_key for earlier in self.builds_on.all()]
        earlier = UnitPage.objects.public_in(self.locale).filter(translation_key__in=keys).exclude(pk=self.pk)
        return list(earlier.with_years().order_by("path"))

    @property
    def leads_to(self) -> list["UnitPage"]:
        """Public units in the same language that build on this one, or on the page it translates."""
        later = UnitPage.objects.public_in(self.locale).filter(builds_on__translation_key=self.translation_key)
        return list(later.exclude(pk=self.pk).with_years().order_by("path").distinct())
