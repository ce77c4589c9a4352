"""The page of a unit. Its lessons are blocks of it, and each has an address of its own below the unit's."""

from typing import Any, Self

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import re_path
from wagtail.fields import StreamField
from wagtail.models import Locale, PageManager, PageQuerySet

from curriculum import hours
from curriculum import lessons as stored
from curriculum.blocks import GoodWorkStreamBlock, LessonStreamBlock, OutcomeStreamBlock, QuickCheckStreamBlock
from curriculum.forms import UnitPageForm
from curriculum.models.terms import ActivityKind, Criterion, KeyStage, Sector, Subject, YearGroup
from curriculum.panels import PlacePanel
from hub.core.models import BasePage, Reviewed, RoutedPage


class UnitQuerySet(PageQuerySet):
    def public_in(self, locale: Locale) -> Self:
        """Keep the units anybody may see in a language."""
        return self.live().public().filter(locale=locale)

    def with_years(self) -> Self:
        """Fetch year groups and their stages in two queries, however many units."""
        return self.prefetch_related("year_groups__key_stage")


class UnitPage(Reviewed, RoutedPage):
    """A unit of lessons. Its totals are computed from the lessons, never typed."""

    year_groups = ParentalManyToManyField(YearGroup, related_name="units", verbose_name=_("year groups"))
    subjects = ParentalManyToManyField(Subject, blank=True, related_name="units", verbose_name=_("subjects"))
    criteria = ParentalManyToManyField(
        Criterion, blank=True, related_name="units", verbose_name=_("framework criteria")
    )
    sectors = ParentalManyToManyField(Sector, blank=True, related_name="units", verbose_name=_("sectors"))
    outcomes = StreamField(OutcomeStreamBlock(), blank=True, verbose_name=_("by the end"))
    lessons = StreamField(LessonStreamBlock(), blank=True, verbose_name=_("lessons"))
    quick_check = StreamField(QuickCheckStreamBlock(), blank=True, verbose_name=_("quick check"))
    good_work = StreamField(GoodWorkStreamBlock(), blank=True, verbose_name=_("what good work looks like"))
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
        FieldPanel("quick_check", help_text=_("Three to five questions that take a class five minutes.")),
        FieldPanel("good_work"),
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
        PlacePanel(heading=_("On the curriculum map")),
        # Folded: few units build on another, and their state is changed once a year.
        FieldPanel("builds_on", classname="collapsed"),
        MultiFieldPanel(
            [*Reviewed.review_panels, FieldPanel("is_sample"), FieldPanel("last_checked")],
            heading=_("State"),
            classname="collapsed",
        ),
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
    page_description = _("A scheme of lessons for one year group, with what they serve and what they build on.")
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
        return stored.activities(self.lessons.raw_data, counting=counting, years=self.year_numbers)

    def part_path(self, part: str) -> str:
        """Return the address below the unit of the lesson with a key, or "" if there is none."""
        raw = self.lessons.raw_data
        place = stored.find(raw, part)
        return "" if place is None else stored.path_of(raw[place])

    def lesson_url(self, key: str, request: HttpRequest | None = None) -> str | None:
        """Return the address of the lesson with a key (`curriculum.lessons.key_of`), or None."""
        unit, path = self.get_url(request), self.part_path(key)
        return f"{unit}{path}" if unit and path else None

    def get_route_paths(self) -> list[str]:
        """Return the addresses that lead on when the unit moves: its own and those of its lessons."""
        return ["/", *(f"/{stored.path_of(block)}" for block in self.lessons.raw_data if stored.key_of(block))]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the unit's entry for the sitemap and one for each lesson."""
        own = super().get_sitemap_urls(request)
        paths = [stored.path_of(block) for block in self.lessons.raw_data if stored.key_of(block)]
        return [*own, *(entry | {"location": entry["location"] + path} for path in paths for entry in own)]

    @re_path(r"^(?P<asked>[^/]+-(?P<lesson>[0-9A-Za-z_]{1,36}))/$")
    def lesson_route(self, request: HttpRequest, *, asked: str, lesson: str) -> HttpResponse:
        """Show one lesson. An address with an old title leads on; of a lesson that is gone it is said."""
        if self.words_are_elsewhere():
            return self.as_any_page(request)
        below = self.part_path(lesson) or self._path_of_same_title(asked)
        if below and below != f"{asked}/":
            return redirect(f"{self.get_url(request)}{below}", permanent=True)
        name, status = ("lesson_page", 200) if below else ("lesson_gone", 410)
        context = self.get_context(request, lesson=lesson)
        return TemplateResponse(request, f"pages/curriculum/{name}.html", context, status=status)

    def _path_of_same_title(self, asked: str) -> str:
        """Return the address of the lesson that has the title of one that is gone, or ""."""
        words = asked.rpartition("-")[0]
        paths = (stored.path_of(block) for block in self.lessons.raw_data)
        return next((path for path in paths if path.rpartition("-")[0] == words), "")

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
