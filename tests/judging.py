"""Loads a corpus of lessons as entries and asks it judged queries, through the code that answers visitors.

Lessons are JSON lines: slug, title, subject, subject_area, key_stage, years, units (unit, unit_title), outcome,
key_learning_points, keywords (term, meaning), misconceptions (statement, correction). Judged queries are JSON lines:
query, subject, phase, relevance.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.http import QueryDict

from curriculum.models import KeyStage, Subject, YearGroup
from search.engines import Engine, snapshot
from search.index import writing
from search.index.adapters import Document
from search.request import SearchRequest

# A lesson or a judged query as its file holds it.
Row = Mapping[str, Any]
BATCH = 500
PHASES = {"primary": ("ks1", "ks2"), "secondary": ("ks3", "ks4")}
SUBJECTS = {"art": "art-and-design", "design-technology": "design-and-technology", "maths": "mathematics"}
SCIENCE, SCIENCES = "science", "the-sciences"


def read_lines(path: Path) -> list[Row]:
    """Read JSON lines. Raises CommandError with the line's number."""
    rows = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise CommandError(f"{path.name}, line {number}: {error}") from error
    return rows


def load(lessons: Iterable[Row], *, tell: Callable[[int], object] | None = None) -> dict[int, str]:
    """Write lessons as entries, with the vocabularies they need; return entry id -> slug."""
    lessons = list(lessons)
    _load_terms(lessons)
    slugs: dict[int, str] = {}
    for start in range(0, len(lessons), BATCH):
        some = lessons[start : start + BATCH]
        entries = writing.write([(None, document_of(lesson)) for lesson in some])
        slugs |= {entry.pk: lesson["slug"] for entry, lesson in zip(entries, some, strict=True)}
        if tell:
            tell(len(some))
    writing.analyze()
    return slugs


def _load_terms(lessons: list[Row]) -> None:
    for number in range(1, 6):
        KeyStage.objects.get_or_create(
            slug=f"ks{number}", number=number, defaults={"label": f"Key stage {number}", "age_from": 5, "age_to": 18}
        )
    stages = {int(year): lesson["key_stage"] for lesson in lessons for year in lesson["years"]}
    for year, stage in sorted(stages.items()):
        stage_pk = KeyStage.objects.get(slug=stage).pk
        YearGroup.objects.get_or_create(slug=year, number=year, label=f"Year {year}", key_stage_id=stage_pk)
    for slug in sorted({lesson["subject"] for lesson in lessons}):
        Subject.objects.get_or_create(slug=slug, label=slug.replace("-", " ").capitalize())


def document_of(lesson: Row) -> Document:
    texts = {
        "title": lesson["title"],
        "unit": "\n".join(unit["unit_title"] for unit in lesson["units"]),
        "keywords": "\n".join(word["term"] for word in lesson["keywords"]),
        "outcome": lesson["outcome"] or "",
        "points": "\n".join(lesson["key_learning_points"]),
        "meanings": "\n".join(word["meaning"] for word in lesson["keywords"]),
        "misconceptions": "\n".join(f"{m['statement']} {m['correction']}" for m in lesson["misconceptions"]),
    }
    facets = {("subject", lesson["subject"]), ("stage", lesson["key_stage"]), ("kind", "resource")}
    return Document(
        kind="resource",
        locale="en",
        title=lesson["title"],
        summary=lesson["outcome"] or "",
        texts={zone: text for zone, text in texts.items() if text},
        facets=frozenset(facets | {("year", str(year)) for year in lesson["years"]}),
        minutes=None,
        first_published=None,
        last_checked=None,
        groups=tuple(unit["unit"] for unit in lesson["units"]),
    )


def parameters(judged: Row, sciences: Iterable[str]) -> QueryDict:
    """Return the address of the search page for a judged query: its words, its subject and its phase."""
    query = QueryDict(mutable=True)
    query["q"] = judged["query"]
    if subject := str(judged.get("subject") or ""):
        query.setlist("subject", list(sciences) if subject == SCIENCE else [SUBJECTS.get(subject, subject)])
    query.setlist("stage", list(PHASES.get(judged.get("phase") or "", ())))
    return query


def sciences_of(lessons: Iterable[Row]) -> list[str]:
    return sorted({lesson["subject"] for lesson in lessons if lesson["subject_area"] == SCIENCES})


def run(
    judged: Iterable[Row], *, engine: Engine, slugs: Mapping[int, str], sciences: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """Ask every query and yield {"query", "results", "ms"}: slugs, best first, and how long it took."""
    for row in judged:
        started = time.perf_counter()
        held = snapshot.current()
        request = SearchRequest.from_query(
            parameters(row, sciences), vocabulary=held.vocabulary, index_words=held.index_words("en")
        )
        response = engine.search(request)
        milliseconds = (time.perf_counter() - started) * 1000
        yield {
            "query": row["query"],
            "results": [slugs[pk] for pk in (*response.ids, *response.rest)],
            "ms": round(milliseconds, 2),
        }
