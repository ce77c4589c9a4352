"""Queries for the front page and the page for parents. Counts come from search entries, so links and counts agree."""

import datetime
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.core.cache import cache
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from curriculum.models import KeyStage, KeyStagePage, NeedType, Subject, YearGroup
from hub.core.caches import held_as
from hub.core.page_context import Context
from hub.home.models import HomePage, ParentsPage
from hub.pages.selectors import latest_news
from hub.schools.models import CareersPage
from search.models import Entry, EntryFacet, IndexMark

# Long enough to save counting, short enough that an outdated count does not last.
KEEP_SECONDS = 3600


def years_by_stage() -> list[tuple[KeyStage, list[YearGroup]]]:
    """Return each key stage with its years in order, from one query."""
    years = YearGroup.objects.current().select_related("key_stage").order_by("number")
    return [(stage, list(group)) for stage, group in groupby(years, key=lambda year: year.key_stage)]


@dataclass(frozen=True)
class Counts:
    """How many entries a search would find: `all["year"]["9"]`; `units["stage"]["ks3"]` counts the units among them."""

    all: dict[str, dict[str, int]] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    unit_total: int = 0
    with_needs: int = 0
    needs: tuple[str, ...] = ()
    subjects: int = 0

    @property
    def needs_query(self) -> str:
        """The query of a search for what is adapted for any need."""
        return "&".join(f"need={slug}" for slug in self.needs)


def counts(language: str) -> Counts:
    """Return the counts for one language: three queries while nothing has been published since the last reader.

    What is held goes by the mark of the entries, so of rows that have none (subjects, kinds of need) nothing is.
    """
    mark = IndexMark.current().token
    key = f"home:counts:{language}:{mark}"
    found = held_as(Counts, key) if mark else None
    if found is None:
        found = _count(language)
        if mark:
            cache.set(key, found, KEEP_SECONDS)
    needs = tuple(NeedType.objects.current().values_list("slug", flat=True))
    return replace(found, needs=needs, subjects=Subject.objects.current().count())


def _count(language: str) -> Counts:
    rows = EntryFacet.objects.filter(entry__gone=False, entry__locale=language)
    every: dict[str, dict[str, int]] = {}
    shown = rows.filter(facet__in=["year", "stage", "minutes"])
    for facet, value, number in shown.values_list("facet", "value").annotate(Count("pk")):
        every.setdefault(facet, {})[value] = number
    units = rows.filter(facet="stage", entry__kind="unit").values_list("value").annotate(Count("pk"))
    return Counts(
        all=every,
        units=dict(units),
        unit_total=Entry.objects.current().filter(locale=language, kind="unit").count(),
        with_needs=rows.filter(facet="need").aggregate(n=Count("entry", distinct=True))["n"],
    )


@dataclass(frozen=True)
class YearRow:
    year: YearGroup
    count: int


@dataclass(frozen=True)
class StageRow:
    """One key stage as the front page shows it: on the ruler and in the table."""

    stage: KeyStage
    years: list[YearRow]
    page: KeyStagePage | None
    units: int
    others: int

    @property
    def span(self) -> tuple[int, int]:
        return self.years[0].year.number, self.years[-1].year.number


def stage_rows(language: str, counted: Counts) -> list[StageRow]:
    """Return the key stages with their years, page and counts, in two queries."""
    pages = KeyStagePage.objects.live().public().filter(locale__language_code=language)
    page_of = {page.key_stage_id: page for page in pages.defer_streamfields()}
    rows = []
    for stage, years in years_by_stage():
        units = counted.units.get(stage.slug, 0)
        rows.append(
            StageRow(
                stage=stage,
                years=[YearRow(year, counted.all.get("year", {}).get(year.slug, 0)) for year in years],
                page=page_of.get(stage.pk),
                units=units,
                others=counted.all.get("stage", {}).get(stage.slug, 0) - units,
            )
        )
    return rows


def front_page(page: HomePage, request: HttpRequest, *, on: datetime.date) -> Context:
    """Return the context of the front page `page` on the date `on`."""
    language = page.locale.language_code
    counted = counts(language)
    return {
        "counts": counted,
        "rows": stage_rows(language, counted),
        "example": CareersPage.objects.live().public().filter(pk=page.example_id).defer_streamfields().first(),
        "news": latest_news(page),
    }


def home_context(page: HomePage, request: HttpRequest, **kwargs: object) -> Context:
    return front_page(page, request, on=timezone.localdate())


def parents_context(page: ParentsPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return the years of a child by stage."""
    return {"stages": years_by_stage()}
