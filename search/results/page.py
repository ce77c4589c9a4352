"""Turns a request and its response into what the results page shows. No template asks the database."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curriculum.models import ActivityKind
from hub.core.options import Row, options, years
from hub.core.repeated import rendered
from hub.core.selectors import address
from resources.my_list.address import Item
from search.engines import SearchResponse, ranking
from search.engines.snapshot import Snapshot
from search.facets import ANY_NEED, FACETS, Choice, Facet, FacetValues
from search.index.analysis import telling
from search.index.units import ACTIVITY
from search.index.zones import SATURATION
from search.request import SearchRequest
from search.results import interpretations
from search.results.highlights import mark, snippet
from search.results.hits import Hit
from search.results.standing import Standing

OPEN_ROWS = 5
_CACHE, _KINDS = "labels", "kinds of activity"
# Kinds of entries that a reader can put on a list.
LISTED = ("unit", "lesson", "resource", "sheet", "collection")
# A unit may be adapted for most of them.
NAMED_NEEDS = 3


@dataclasses.dataclass(frozen=True)
class Group:
    """A facet on the page: its rows, those kept under "more", and how many values would find something."""

    facet: Facet
    rows: Sequence[Row]
    more: Sequence[Row]

    @property
    def filled(self) -> int:
        return sum(bool(row.found) for row in [*self.rows, *self.more])

    @property
    def in_use(self) -> bool:
        return any(row.checked for row in self.rows)

    @property
    def options(self) -> SafeString:
        return options(self.rows)

    @property
    def more_options(self) -> SafeString:
        return options(self.more)

    @property
    def years(self) -> list[tuple[str, SafeString]]:
        """Years under their key stage, in order."""
        stages: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            stages[row.group].append(row)
        return [(stage, years(rows)) for stage, rows in stages.items()]


@dataclasses.dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it: if it was read from words, with them looked for as they are."""

    text: str
    url: str


@dataclasses.dataclass(frozen=True)
class Card:
    """One result. `title` and `summary` carry their marks, `alike` is what no search changes. `why` tells staff of its
    rank, `unit` is what a lesson belongs to, `twins` are the title and address of what says the same."""

    url: str
    title: SafeString
    summary: SafeString
    alike: "Alike"
    why: "Why | None" = None
    unit: "OfUnit | None" = None
    twins: Sequence[tuple[str, str]] = ()


class Alike(NamedTuple):
    """What searches show alike of a result, so that its parts of the card are rendered once for what they say.

    `years` is in words, `stages` are numbers, `chosen` tells whether editors put it first, `item` is what a reader's
    list calls it ("" for what no list holds), `activity` a lesson's kind unless that is the usual one; `needs` are the
    types of need that it is adapted for, those asked for first, and `more_needs` counts those that are not named.
    """

    title: str
    years: str
    stages: tuple[int, ...]
    minutes: int | None
    type: str
    subjects: str
    sample: bool
    last_checked: datetime.date | None
    standing: Standing | None
    chosen: bool
    item: str
    activity: str
    needs: tuple[str, ...]
    more_needs: int

    @property
    def line(self) -> SafeString:
        return rendered("search/card_line.html", card=self)

    @property
    def keep(self) -> SafeString:
        return rendered("resources/my_list/_toggle.html", item=self.item, title=self.title)

    @property
    def facts(self) -> SafeString:
        return rendered("search/card_facts.html", years=self.years, stages=self.stages, minutes=self.minutes)


@dataclasses.dataclass(frozen=True)
class OfUnit:
    """The unit that a lesson belongs to, and which of its lessons it is."""

    title: str
    url: str
    number: int


@dataclasses.dataclass(frozen=True)
class Why:
    """Why a result has its rank, for staff: for each word where it was found, how rare it is, what it gives."""

    words: Sequence[tuple[str, str, float, float]]
    matched: float
    unit: float
    near: float
    kind: float
    total: float


def groups(request: SearchRequest, response: SearchResponse, held: Snapshot) -> list[Group]:
    """Return every facet in order. A retired term shows only where it still finds something."""
    chosen, labels = request.filters, _labels(held, get_language() or "en")
    return [
        _group(facet, chosen.get(facet.key, ()), response.counts[facet.key], held.vocabulary[facet.key], labels)
        for facet in FACETS
    ]


Labels = Mapping[tuple[str, str], str]


def _labels(held: Snapshot, language: str) -> Labels:
    """Return (facet, value) -> label in the language that is in force; found once for each vocabulary."""
    if (_CACHE, language) not in held.cache:
        held.cache[_CACHE, language] = {
            (key, value): choice.text for key, choices in held.vocabulary.items() for value, choice in choices.items()
        }
    return held.cache[_CACHE, language]


def _group(
    facet: Facet, chosen: Collection[str], counts: Mapping[str, int], choices: Mapping[str, Choice], labels: Labels
) -> Group:
    key = facet.key
    rows = [
        Row(key, value, labels[key, value], counts.get(value, 0), value in chosen, choice.group)
        for value, choice in choices.items()
    ]
    rows = [row for row in rows if not (choices[row.value].retired and row.inert)]
    if facet.shown != "open" or len(rows) <= OPEN_ROWS:
        return Group(facet, rows, [])
    ranked = sorted(rows, key=lambda row: (not row.checked, -row.found))
    first = max(OPEN_ROWS, sum(row.checked for row in rows))
    top = sorted(ranked[:first], key=lambda row: -row.found)
    return Group(facet, top, ranked[first:])


def chips(request: SearchRequest, vocabulary: FacetValues) -> list[Chip]:
    return [
        Chip(vocabulary[key][value].chip_text, interpretations.without(request, key, value).query_string())
        for key, values in request.selected
        for value in values
    ]


def heading(request: SearchRequest, vocabulary: FacetValues) -> str:
    """Return the search as one line: the words, then the filters."""
    return ", ".join(part for part in [request.text, *(chip.text for chip in chips(request, vocabulary))] if part)


def years_text(numbers: Iterable[int]) -> str:
    """Say years in words: a dash between figures would turn round in right-to-left text."""
    years = sorted(set(numbers))
    if not years:
        return ""
    if len(years) == 1:
        return _("Year %(year)s") % {"year": years[0]}
    span = {"first": years[0], "last": years[-1]}
    if len(years) == 2:
        return _("Years %(first)s and %(last)s") % span
    if years[-1] - years[0] == len(years) - 1:
        return _("Years %(first)s to %(last)s") % span
    return _("Years %(list)s") % {"list": ", ".join(map(str, years))}


def card(
    hit: Hit,
    request: SearchRequest,
    held: Snapshot,
    http_request: HttpRequest,
    *,
    standing: Standing | None = None,
    chosen: bool = False,
    explanation: ranking.Explanation | None = None,
) -> Card:
    """Return what is shown of a hit. `chosen`: editors put it first; `explanation`: what its rank came from."""
    entry, at = hit.entry, address(hit.page, http_request)
    words = telling(request.words, entry.locale)
    return Card(
        url=at + hit.path,
        title=mark(entry.title, words, entry.locale),
        summary=snippet(entry.summary, entry.texts, words, entry.locale),
        alike=_alike(hit, request, held, standing=standing, chosen=chosen),
        why=why(explanation) if explanation else None,
        unit=OfUnit(entry.texts.get("unit", ""), at, entry.number or 0) if entry.part else None,
    )


def _alike(hit: Hit, request: SearchRequest, held: Snapshot, *, standing: Standing | None, chosen: bool) -> Alike:
    entry, vocabulary = hit.entry, held.vocabulary
    needs = _needs(hit, request, vocabulary)

    def labels(key: str) -> list[str]:
        values = hit.values.get(key, ())
        return [choice.text for value, choice in vocabulary[key].items() if value in values] if values else []

    return Alike(
        title=entry.title,
        years=years_text(int(value) for value in hit.values.get("year", ())),
        stages=tuple(sorted(int(value.removeprefix("ks")) for value in hit.values.get("stage", ()))),
        minutes=entry.minutes,
        # A lesson is a lesson first, though it is found among lesson plans.
        type=", ".join(labels("kind") if entry.part else labels("type") or labels("kind")),
        subjects=", ".join(labels("subject")),
        sample=entry.is_sample,
        last_checked=entry.last_checked,
        standing=standing,
        chosen=chosen,
        item=str(Item(hit.page.pk, entry.part)) if entry.kind in LISTED else "",
        activity=_activity(hit, held),
        needs=tuple(needs[:NAMED_NEEDS]),
        more_needs=len(needs[NAMED_NEEDS:]),
    )


def _needs(hit: Hit, request: SearchRequest, vocabulary: FacetValues) -> list[str]:
    """Return the types of need it is adapted for, in words, those asked for first."""
    asked = request.filters.get("need", ())
    found = [value for value in vocabulary["need"] if value != ANY_NEED and value in hit.values.get("need", ())]
    return [vocabulary["need"][value].text for value in sorted(found, key=lambda value: value not in asked)]


def _activity(hit: Hit, held: Snapshot) -> str:
    """Return the kind of activity of a lesson; the usual one says nothing."""
    slugs = hit.values.get(ACTIVITY, ())
    if slugs and _KINDS not in held.cache:
        held.cache[_KINDS] = ActivityKind.objects.filter(everyday=False).in_bulk(field_name="slug")
    return ", ".join(str(held.cache[_KINDS][slug]) for slug in slugs if slug in held.cache[_KINDS])


def why(explanation: ranking.Explanation) -> Why:
    words = []
    for word, (rarity, zones) in explanation.words.items():
        where = ", ".join(f"{zone} {strength:.1f}" for zone, strength in sorted(zones.items(), key=lambda z: -z[1]))
        strength = sum(zones.values())
        words.append((word, where, rarity, rarity * strength / (SATURATION + strength)))
    words.sort(key=lambda row: -row[3])
    total = (explanation.matched + explanation.unit) * explanation.near * explanation.kind
    return Why(words, explanation.matched, explanation.unit, explanation.near, explanation.kind, total)
