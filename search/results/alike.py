"""What is like a lesson or a resource: it shares subjects, jobs, points of frameworks, years and telling words."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from curriculum.lessons import path_of
from curriculum.models import UnitPage
from hub.core.page_context import Context
from hub.core.selectors import address
from resources.models import LessonResourcePage
from search.index.models.entries import Entry
from search.results.hits import closed_paths

MOST = 4
CANDIDATES = 100
# What a shared value of a facet tells, and how many of them tell more than one: whom a resource is for may be a list of
# eleven years, and says less than one.
WEIGHTS = {"stage": (6.0, 1), "year": (1.0, 2), "subject": (2.0, 2), "sector": (1.5, 2), "type": (1.0, 1)}
WEIGHTS |= {"benchmark": (1.0, 2), "element": (0.5, 2), "audience": (1.0, 1)}
ZONES = ("title", "points", "keywords")
# A word's weight beside a shared value's; a word of the title counts this many times.
WORDS, TITLE = 0.35, 3
_WEIGHED = " ".join(
    f"WHEN '{key}' THEN {weight} * CASE WHEN n > {most} THEN {most} ELSE n END"
    for key, (weight, most) in WEIGHTS.items()
)
_SHARING = f"""
SELECT entry_id, SUM(CASE facet {_WEIGHED} END) FROM (
    SELECT other.entry_id, own.facet, COUNT(*) AS n
    FROM search_entry entry
    JOIN search_entryfacet own ON own.entry_id = entry.id
    JOIN search_entryfacet other ON other.facet = own.facet AND other.value = own.value
    WHERE entry.page_id = %s AND entry.part = %s AND own.facet IN ({", ".join(f"'{key}'" for key in WEIGHTS)})
    GROUP BY other.entry_id, own.facet
) shared GROUP BY entry_id ORDER BY 2 DESC LIMIT {CANDIDATES}
"""
_SHOWN = ("pk", "page", "part", "kind", "title", "minutes", "locale", "groups", "is_sample")
_KIND = "page__lessonresourcepage__sheet_kind"


@dataclass(frozen=True)
class Alike:
    """One suggestion, as a page shows it: what it is, its length in minutes, its address."""

    title: str
    url: str
    kind: str
    minutes: int | None


def alike_context(page: Page, request: HttpRequest, *, lesson: str = "", **kwargs: object) -> Context:
    """Return what is like a resource, or like a lesson of a unit; nothing for a unit itself, which says what builds on
    it, nor for a sheet, which names its lesson."""
    is_sheet = isinstance(page, LessonResourcePage) and page.sheet_kind
    is_unit = isinstance(page, UnitPage) and not lesson
    return {} if not page.pk or is_sheet or is_unit else {"alike": alike(page, lesson, request)}


def alike(page: Page, part: str, request: HttpRequest) -> list[Alike]:
    """Return what is like a page, or like the lesson of it with the key `part`; three queries."""
    shared = _sharing(page.pk, part)
    rows = _rows(shared)
    own = next((row for row in rows if (row["page"], row["part"]) == (page.pk, part)), None)
    if own is None:
        return []
    return [_shown(row, request) for row in _ranked(own, [row for row in rows if _may_follow(row, own)], shared)]


def _sharing(page: int, part: str) -> dict[int, float]:
    """Return how much the entries that share most with one share with it, by their ids; itself among them."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARING, [page, part])
        return {pk: float(score) for pk, score in cursor.fetchall()}


def _rows(ids: Collection[int]) -> list[dict[str, Any]]:
    if not ids:
        return []
    closed = closed_paths()
    rows = (
        Entry.objects.current()
        .filter(pk__in=ids, page__live=True)
        .values(*_SHOWN, _KIND, "page__path", "page__url_path", *(f"words__{zone}" for zone in ZONES))
    )
    return [row for row in rows if not row["page__path"].startswith(closed)]


def _may_follow(row: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    """Tell whether an entry may be named beside another: of the same language, another unit's, and no sheet, which is
    nothing without its lesson."""
    units = {group for group in own["groups"] if group.startswith("unit-")}
    return (
        row["pk"] != own["pk"]
        and row["page"] != own["page"]
        and row["locale"] == own["locale"]
        and row["kind"] in ("lesson", "resource")
        and not row[_KIND]
        and not units.intersection(row["groups"])
    )


def _ranked(
    own: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], shared: Mapping[int, float]
) -> list[Mapping[str, Any]]:
    """Return the best, at most one of a unit."""
    words = {row["pk"]: _words(row) for row in [own, *rows]}
    spread = Counter(word for found in words.values() for word in found)
    telling = {word: math.log(len(words) / spread[word]) for word in words[own["pk"]]}

    def score(row: Mapping[str, Any]) -> float:
        common = sum(weight * min(3, words[row["pk"]].get(word, 0)) for word, weight in telling.items())
        return shared[row["pk"]] + WORDS * common

    best: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (-score(row), row["pk"])):
        units = [group for group in row["groups"] if group.startswith("unit-")]
        best.setdefault(units[0] if units else f"entry-{row['pk']}", row)
        if len(best) == MOST:
            break
    return list(best.values())


def _words(row: Mapping[str, Any]) -> Counter[str]:
    """Return how often each analysed word stands in what an entry says of itself."""
    counted: Counter[str] = Counter()
    for zone in ZONES:
        for word in set((row[f"words__{zone}"] or "").split()):
            counted[word] += TITLE if zone == "title" else 1
    return counted


def _shown(row: Mapping[str, Any], request: HttpRequest) -> Alike:
    page = Page(pk=row["page"], url_path=row["page__url_path"], path=row["page__path"])
    kind = _("Lesson") if row["kind"] == "lesson" else _("Resource")
    below = path_of({"type": "lesson", "id": row["part"], "value": {"title": row["title"]}}) if row["part"] else ""
    return Alike(row["title"], address(page, request) + below, kind, row["minutes"])
