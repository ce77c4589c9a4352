"""Asks the sample content judged queries, through the adapters and the code that answers visitors.

The queries (`tests/search/data/hub_queries.jsonl`) are ours: written as people type them, and graded 0 to 3 by reading
the content, before anything was searched for. A row is {"query", "kind", "asked_by", "relevance": {id: grade}}, or
{"query", "kind": "misspelt", "clean": the query it stands for}. An id is the slug of a page, `slug#2` for the second
lesson of a unit, `school/<URN>` for a school.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from curriculum.lessons import key_of
from curriculum.models import UnitPage
from search.engines.candidates import packed
from search.engines.ranking import Ranked
from search.engines.snapshot import current
from search.engines.spreading import spread
from search.index import packing
from search.index.models.entries import Entry
from search.index.packing import Candidates
from search.results.answer import Answer, answer
from search.results.elsewhere import elsewhere
from tests.judged import BEST, Scored, half_of, score

QUERIES = Path(__file__).parent / "search" / "data" / "hub_queries.jsonl"
SCHOOLS, OUT_OF_SCOPE = "place", "out"


def slugs() -> dict[int, str]:
    """Return the id that judgments use for each current English entry, by the entry's number."""
    units = {unit.pk: [key_of(block) for block in unit.lessons.raw_data] for unit in UnitPage.objects.all()}
    entries = Entry.objects.current().filter(locale="en", school=None).select_related("page")
    found = {}
    for entry in entries:
        if entry.page is not None:
            place = f"#{units[entry.page_id].index(entry.part) + 1}" if entry.part else ""
            found[entry.pk] = f"{entry.page.slug}{place}"
    return found


def run(judged: Sequence[Mapping[str, Any]]) -> Iterator[Scored]:
    """Ask every query that lessons answer and yield its score, misspelt ones by the grades of the clean one."""
    known = slugs()
    best = partial(best_of_a_page, numbers={slug: pk for pk, slug in known.items()}, units=unit_of(list(known)))
    clean = {row["query"]: row for row in judged}
    for row in judged:
        if row["kind"] not in (SCHOOLS, OUT_OF_SCOPE):
            source = clean[row.get("clean") or row["query"]]
            half, results = half_of(source["query"]), asked(row["query"], known)
            yield score(row["query"], row["kind"], source["relevance"], results, half=half, best=best)


def asked(query: str, known: Mapping[int, str]) -> list[str]:
    """Return what the search page shows for a query, in the order in which it stands there."""
    found = answered(query)
    ids = [*found.found.ids, *(pk for section in found.sections for pk in section.ids)]
    return [known[pk] for pk in ids]


def answered(query: str) -> Answer:
    typed = QueryDict(mutable=True)
    typed["q"] = query
    return answer(typed, language="en")


def schools(judged: Sequence[Mapping[str, Any]]) -> list[tuple[str, bool]]:
    """Return each query that names a school or a place, with whether the right school is the first that is shown."""
    rows = (row for row in judged if row["kind"] == SCHOOLS)
    return [(row["query"], _first_school(row["query"]) in row["relevance"]) for row in rows]


def _first_school(query: str) -> str:
    request = RequestFactory().get("/search/", {"q": query})
    shown = elsewhere(request, answered(query), on=timezone.localdate()).schools
    # A school's address ends in its first number.
    return f"school/{shown.lines[0].school.slug.rpartition('-')[2]}" if shown and shown.lines else ""


def out_of_scope(judged: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Return each query that nothing here answers, with how many results are counted as holding it."""
    return [(row["query"], answered(row["query"]).found.total_all) for row in judged if row["kind"] == OUT_OF_SCOPE]


def unit_of(ids: Sequence[int]) -> Mapping[int, int]:
    """Return the unit that each entry counts with where at most three of one stand among ten."""
    candidates = Candidates.of(packed(ids, current()))
    return packing.unit_of(candidates.ids, candidates.units)


def best_of_a_page(slugs: list[str], *, numbers: Mapping[str, int], units: Mapping[int, int]) -> list[str | None]:
    """Return judged entries, best first, as a page may hold them: before the fourth of one unit in ten stands something
    else (None)."""
    names = {numbers[slug]: slug for slug in slugs}
    others = [Ranked(-n, 0.0) for n in range(1, BEST + 1)]
    order = spread([*(Ranked(numbers[slug], 0.0) for slug in slugs), *others], units)
    return [names.get(one.pk) for one in order]
