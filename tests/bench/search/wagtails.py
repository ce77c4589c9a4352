"""Wagtail's own search on the same entries, for comparison: `.search()`, `.count()` and `.facet()`.

Its rows are a plain indexed model with the entries' texts and facets, made in the scratch database: a facet of one
value an entry is a column, any other a many-to-many field. This module is imported by the part that measures and by
nothing else, so that the model exists in no other process.
"""

import contextlib
import sys
import time
from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.db import OperationalError, connection, models
from modelsearch.abstract_models import TextIDGenericRelation
from tqdm import tqdm
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import BaseSearchBackend, BaseSearchResults

from search.facets import FACETS
from search.index.writing import analyze
from search.index.zones import WEIGHTS
from search.models import Entry, EntryFacet
from search.request import PER_PAGE
from tests.bench.figures import Figures
from tests.bench.search.clocks import percentiles, timed
from tests.bench.search.questions import FACETS_CHOSEN, KINDS, Question, questions

ONE_VALUE = ("type", "kind", "format", "language")
MANY_VALUES = tuple(facet.key for facet in FACETS if facet.key not in ONE_VALUE)
BATCH = 250


class Value(models.Model):
    slug = models.CharField(max_length=64)

    class Meta:
        app_label = "search"
        db_table = "bench_value"

    def __str__(self) -> str:
        return self.slug


class Row(index.Indexed, models.Model):
    """An entry as Wagtail's search sees it; each zone is a search field with its weight."""

    title = models.CharField(max_length=255)
    texts = models.JSONField()

    search_fields = [
        index.SearchField("title", boost=WEIGHTS["title"]),
        *(index.SearchField(f"zone_{zone}", boost=weight) for zone, weight in WEIGHTS.items() if zone != "title"),
        *(index.FilterField(f"facet_{facet.key}") for facet in FACETS),
        *(index.RelatedFields(f"facet_{key}", [index.FilterField("slug")]) for key in MANY_VALUES),
    ]

    class Meta:
        app_label = "search"
        db_table = "bench_row"

    def __str__(self) -> str:
        return self.title


for _key in ONE_VALUE:
    Row.add_to_class(f"facet_{_key}", models.CharField(max_length=64, blank=True, db_index=True))
for _key in MANY_VALUES:
    Row.add_to_class(f"facet_{_key}", models.ManyToManyField(Value, related_name="+"))
for _zone in WEIGHTS:
    setattr(Row, f"zone_{_zone}", lambda row, zone=_zone: row.texts.get(zone, ""))


class TooLong(Exception):
    """What was measured took longer than it may."""


def measure(*, count: int, seed: int, seconds: int) -> Figures:
    """Index as many entries as can be in `seconds`, then ask what the engines were asked: each kind of question until
    `count` are answered or its share of the time, another `seconds` in all, is used up."""
    _fill()
    backend = get_search_backend()
    rows, indexing = _index(backend, seconds)
    analyze()
    groups: dict[tuple[str, int], list[Question]] = defaultdict(list)
    for question in questions(count, seed=seed):
        groups[question.kind, len(question.chosen)].append(question)
    share = seconds / len(groups)
    found = []
    for kind in KINDS:
        for facets in FACETS_CHOSEN:
            spent = list(_ask(backend, groups[kind, facets], share))
            slow = not spent
            found.append({"kind": kind, "facets": facets, "asked": len(spent), "over": share * 1000 if slow else 0,
                          "wall": percentiles(spent)})  # fmt: skip
    return {"rows": rows, "seconds": round(indexing, 1), "groups": found}


def _fill() -> None:
    """Make the tables and copy entries and facets into them."""
    TextIDGenericRelation(apps.get_model("wagtailsearch", "IndexEntry")).contribute_to_class(Row, "index_entries")
    with connection.schema_editor() as editor:
        editor.create_model(Value)
        editor.create_model(Row)
    pairs = EntryFacet.objects.values_list("facet", "value").distinct().order_by("facet", "value")
    values = {pair: Value(pk=n, slug=pair[1]) for n, pair in enumerate(pairs, 1) if pair[0] in MANY_VALUES}
    Value._default_manager.bulk_create(values.values())
    single: dict[int, dict[str, str]] = defaultdict(dict)
    for pk, key, value in EntryFacet.objects.filter(facet__in=ONE_VALUE).values_list("entry_id", "facet", "value"):
        single[pk][f"facet_{key}"] = value
    for start in _starts():
        some = Entry.objects.filter(pk__gte=start, pk__lt=start + BATCH).values_list("pk", "title", "texts")
        Row.objects.bulk_create([Row(pk=pk, title=title, texts=texts, **single[pk]) for pk, title, texts in some])
    for key in MANY_VALUES:
        through = getattr(Row, f"facet_{key}").through
        held = EntryFacet.objects.filter(facet=key).values_list("entry_id", "value")
        through.objects.bulk_create(
            (through(row_id=pk, value_id=values[key, value].pk) for pk, value in held.iterator()), batch_size=5000
        )


def _starts() -> range:
    ends = Entry.objects.aggregate(first=models.Min("pk"), last=models.Max("pk"))
    return range(ends["first"], ends["last"] + 1, BATCH)


def _index(backend: BaseSearchBackend, seconds: int) -> tuple[int, float]:
    """Index rows in order for so many seconds; return how many, and the time it took."""
    rows, started = 0, time.monotonic()
    target = backend.get_index_for_model(Row)
    for start in tqdm(_starts(), desc="Wagtail's index", disable=not sys.stderr.isatty()):
        some = list(Row.objects.filter(pk__gte=start, pk__lt=start + BATCH))
        try:
            with limited(seconds - (time.monotonic() - started)):
                target.add_items(Row, some)
        except TooLong:
            break
        rows += len(some)
    return rows, time.monotonic() - started


def _ask(backend: BaseSearchBackend, asked: list[Question], seconds: float) -> Iterator[float]:
    """Yield the milliseconds of each answer that comes in time."""
    ends = time.monotonic() + seconds
    for question in asked:
        try:
            with limited(ends - time.monotonic()):
                taken, _ = timed(answer, backend, question)
        except TooLong:
            return
        yield taken


def answer(backend: BaseSearchBackend, question: Question) -> None:
    """Ask what a results page needs: twenty rows, the total, every facet counted without its own choice."""
    chosen = dict(question.chosen)

    def results(but: str = "") -> BaseSearchResults:
        found = Row.objects.all()
        for key, value in chosen.items():
            if key != but:
                lookup = f"facet_{key}" if key in ONE_VALUE else f"facet_{key}__slug"
                found = found.filter(**{lookup: value})
        return backend.search(question.text, found, operator="or")

    list(results()[:PER_PAGE])
    results().count()
    for facet in FACETS:
        results(but=facet.key).facet(f"facet_{facet.key}")


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop the database after so many seconds. Raises TooLong."""
    if seconds <= 0:
        raise TooLong
    ends = time.monotonic() + seconds
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.set_progress_handler(lambda: time.monotonic() > ends, 10_000)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = %s", [int(seconds * 1000)])
    try:
        yield
    except OperationalError as error:
        if time.monotonic() < ends - 0.5:
            raise
        raise TooLong from error
    finally:
        if connection.vendor == "sqlite":
            connection.connection.set_progress_handler(None, 0)
        else:
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = 0")
