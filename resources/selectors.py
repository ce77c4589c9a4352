"""Queries for the library. Every list holds only what anybody may see, in one language."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, prefetch_related_objects
from django.utils.translation import ngettext
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.query import PageQuerySet

from curriculum.lessons import chosen_in, key_of
from curriculum.models import Criterion, Framework, ResourceType, UnitPage, YearGroup
from hub.core.consequences import named
from resources.choices import Format
from resources.models import CollectionItem, CollectionPage, LessonResourcePage

_YEARS = ("year_groups__key_stage",)
WITH_TERMS = ("year_groups__key_stage", "subjects", "sectors", "criteria__framework", "audiences", "needs")


@dataclass(frozen=True)
class Ways:
    """Ways into the library: terms with how many resources each leads to; `sheets` those to print, by year."""

    total: int
    sheets: list[tuple[YearGroup, int]]
    years: list[tuple[YearGroup, int]]
    types: list[tuple[ResourceType, int]]


@dataclass(frozen=True)
class Use:
    """A unit that uses a resource; `lessons`: title and address of each lesson that names it."""

    unit: UnitPage
    lessons: list[tuple[str, str]]


@dataclass(frozen=True)
class Entry:
    """One row of a collection as the public sees it."""

    item: CollectionItem
    resource: LessonResourcePage


def resources_in(locale: Locale) -> PageQuerySet:
    return LessonResourcePage.objects.live().public().filter(locale=locale)


def with_terms(page: LessonResourcePage) -> LessonResourcePage:
    """Fetch a resource's terms at once; a preview's unsaved choices are left as they are."""
    if page.pk:
        prefetch_related_objects([page], *WITH_TERMS)
    return page


def criteria_by_framework(page: LessonResourcePage) -> list[tuple[Framework, list[Criterion]]]:
    """Return (framework, its criteria on this page), both in their order."""
    grouped: dict[Framework, list[Criterion]] = {}
    for criterion in sorted(page.criteria.all(), key=lambda c: (c.framework.order, c.framework.slug, c.order, c.slug)):
        grouped.setdefault(criterion.framework, []).append(criterion)
    return list(grouped.items())


def uses_of(page: LessonResourcePage) -> list[Use]:
    """Return the units with a lesson that names this resource, and those lessons."""
    if not page.pk:
        return []
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Page),
        to_object_id=str(page.pk),
    )
    ids = [int(pk) for pk in references.values_list("object_id", flat=True).distinct()]
    if not ids:
        return []
    units = UnitPage.objects.live().public().filter(locale=page.locale, pk__in=ids)
    return [Use(unit, _lessons_with(page.pk, unit)) for unit in units.prefetch_related(*_YEARS).order_by("path")]


def _lessons_with(pk: int, unit: UnitPage) -> list[tuple[str, str]]:
    """Return (title, address) of the lessons of a unit that name a resource."""
    found = [block for block in unit.lessons.raw_data if pk in chosen_in(block["value"])]
    return [(block["value"]["title"], unit.lesson_url(key_of(block)) or "") for block in found]


def collections_with(page: LessonResourcePage) -> list[CollectionPage]:
    if not page.pk:
        return []
    holding = CollectionPage.objects.live().public().filter(locale=page.locale, items__resource=page)
    return list(holding.order_by("title").distinct())


def collections_that_lose(pages: Sequence[Page], on: datetime.date, deleted: bool) -> list[str]:
    """Say which public collections show `pages`, and which would be left empty (hub.core.consequences)."""
    going = {page.pk for page in pages}
    lost = [page.pk for page in pages if isinstance(page, LessonResourcePage) and page.live]
    if not lost:
        return []
    holding = CollectionPage.objects.live().public().exclude(pk__in=going).filter(items__resource__in=lost)
    emptied: list[str] = []
    fewer: list[str] = []
    for collection in holding.order_by("title").distinct():
        is_emptied = all(entry.resource.pk in going for entry in entries(collection))
        (emptied if is_emptied else fewer).append(f"“{collection.title}”")
    said = []
    if emptied:
        words = ngettext(
            "The collection %(titles)s holds nothing else: it will be empty, and stays public.",
            "The collections %(titles)s hold nothing else: they will be empty, and stay public.",
            len(emptied),
        )
        said.append(words % {"titles": named(emptied)})
    if fewer:
        words = ngettext(
            "The collection %(titles)s will show fewer resources.",
            "The collections %(titles)s will show fewer resources.",
            len(fewer),
        )
        said.append(words % {"titles": named(fewer)})
    return said


def entries(collection: CollectionPage) -> list[Entry]:
    """Return what a collection holds in its order, without what is not public."""
    items: Iterable[CollectionItem] = collection.items.all()
    ordered = sorted(items, key=lambda item: item.sort_order or 0)
    found = (
        resources_in(collection.locale)
        .filter(pk__in=[item.resource_id for item in ordered])
        .select_related("resource_type")
        .prefetch_related("year_groups__key_stage")
        .in_bulk()
    )
    return [Entry(item, found[item.resource_id]) for item in ordered if item.resource_id in found]


def collections_in(locale: Locale) -> list[tuple[CollectionPage, int]]:
    """Return the collections of a language, in the editors' order, and how many public resources each holds."""
    collections = list(CollectionPage.objects.live().public().filter(locale=locale).order_by("path"))
    held = CollectionItem.objects.filter(page__in=collections, resource__in=resources_in(locale))
    counts = Counter(held.values_list("page_id", flat=True))
    return [(collection, counts[collection.pk]) for collection in collections]


def ways_in(locale: Locale) -> Ways:
    """Count the library by year and by type; terms that lead nowhere are left out."""
    public = resources_in(locale).order_by()
    by_year = dict(public.values_list("year_groups").annotate(n=Count("pk")))
    sheets = dict(public.filter(format=Format.SHEET).values_list("year_groups").annotate(n=Count("pk")))
    years = list(YearGroup.objects.select_related("key_stage"))
    by_type = dict(public.values_list("resource_type").annotate(n=Count("pk")))
    return Ways(
        total=sum(by_type.values()),
        sheets=[(year, sheets[year.pk]) for year in years if year.pk in sheets],
        years=[(year, by_year[year.pk]) for year in years if year.pk in by_year],
        types=[(kind, by_type[kind.pk]) for kind in ResourceType.objects.all() if kind.pk in by_type],
    )
