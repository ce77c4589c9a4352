"""Suggestions while somebody types: filters with their counts, terms and schools, from memory; titles, by one
range of an index. Nothing is ever scanned. Where nothing begins so, what is one letter away is offered."""

import bisect
import dataclasses
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub.schools.directory.suggesting import suggested
from search.engines.snapshot import Snapshot, pack
from search.facets import BY_KEY
from search.index.analysis import spans
from search.index.models.title_starts import TitleStart
from search.index.title_starts import FILLER_WORDS, LONGEST_START, flat, starts
from search.results import misspelt
from search.understanding import vocabulary

MOST = 8
MOST_FILTERS = 4
MOST_TERMS = 2
SHORTEST = 2
LONGEST = 80
# Of the whole answer: eight titles in a script of three bytes a letter can be more.
MOST_BYTES = 3 * 1024
# Read so many starts for a handful of titles: a title begins at several words, and some titles are alike.
READ = 24
# A filter is looked for in the last so many words.
LAST_WORDS = 4
_AFTER = b"\xff"
_CACHE = "suggestions"


@dataclasses.dataclass(frozen=True)
class Suggestion:
    """What to put into the box (`words`), and a filter to set as well (`key`, `value`), if it is one. `text` is what
    is shown, `note` what is said beside it; `count`: how many entries a filter would find."""

    text: str
    words: str
    key: str = ""
    value: str = ""
    note: str = ""
    count: int = 0


def suggest(typed: str, held: Snapshot, locale: str) -> list[Suggestion]:
    """Return at most eight suggestions for the text in the box: filters first, then terms, titles and schools.

    Two queries; one more where nothing begins so.
    """
    typed = typed[:LONGEST]
    words = flat(typed)
    if len(words) < SHORTEST:
        return []
    schools = _schools(typed)
    known, start = _known(typed, held, locale), _start(typed)
    found = [*known, *_titles([start], locale)][: MOST - len(schools)]
    if found or schools:
        return [*found, *schools]
    return _nearly(typed, held, locale)


def _start(typed: str) -> str:
    return flat(typed) + " " * typed.endswith(" ")


def _known(typed: str, held: Snapshot, locale: str) -> list[Suggestion]:
    filters = _filters(typed, held, locale)[:MOST_FILTERS]
    return [*filters, *_terms(held, locale).beginning(_start(typed))[:MOST_TERMS]]


def _nearly(typed: str, held: Snapshot, locale: str) -> list[Suggestion]:
    """Return what is offered for the text with a letter put right."""
    others = misspelt.nearly(_start(typed), held, locale)
    found = [one for other in others for one in _known(other, held, locale)]
    if others:
        found += _titles(others, locale)
    return list(dict.fromkeys(found))[:MOST] or _schools(typed, corrected=True)


def _schools(typed: str, *, corrected: bool = False) -> list[Suggestion]:
    found = suggested(typed, corrected=corrected)
    return [Suggestion(each.name, each.name, note=f"{_('School')}, {each.borough}".strip(" ,")) for each in found]


def _titles(starts: Sequence[str], locale: str) -> Iterator[Suggestion]:
    wanted = Q()
    for start in starts:
        first = start.encode()[:LONGEST_START]
        wanted |= Q(start__gte=first, start__lt=first + _AFTER)
    found = TitleStart.objects.filter(wanted, locale=locale).order_by("start")
    titles = found.values_list("entry__title", flat=True)[:READ]
    return (Suggestion(title, title) for title in dict.fromkeys(titles))


def _filters(typed: str, held: Snapshot, locale: str) -> list[Suggestion]:
    """Return the filters that the last words typed begin, the longest beginning first, then by how much they find."""
    known = _held_filters(held, locale)
    places = list(spans(typed))
    for start, _end in places[-LAST_WORDS:]:
        last = flat(typed[start:])
        if len(last) >= SHORTEST and (found := known.beginning(last)):
            rest = " ".join(typed[:start].split())
            return [dataclasses.replace(each, words=rest) for each in found]
    return []


@dataclasses.dataclass(frozen=True)
class Known:
    """Suggestions by where their names begin: `starts` is sorted, `found` stands beside it."""

    starts: Sequence[str]
    found: Sequence[Suggestion]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Suggestion]]) -> "Known":
        ordered = sorted(pairs, key=lambda pair: pair[0])
        return cls([start for start, _one in ordered], [one for _start, one in ordered])

    def beginning(self, start: str) -> list[Suggestion]:
        """Return what begins so, by how much it finds, then by name."""
        first = bisect.bisect_left(self.starts, start)
        last = bisect.bisect_right(self.starts, start + "\U0010ffff")
        return sorted(dict.fromkeys(self.found[first:last]), key=lambda each: -each.count)


def _held_filters(held: Snapshot, locale: str) -> Known:
    """Return the filters that would find something, as they are called in the reader's language."""
    cache = held.cache.setdefault(_CACHE, {})
    place = (locale, get_language())
    if place not in cache:
        here = pack(held.scope(locale, None))
        pairs = []
        for key, rows in held.rows.items():
            counts = np.bitwise_count(rows & here).sum(axis=1, dtype=np.int64).tolist()
            for value, count in zip(held.values[key], counts, strict=True):
                choice = held.vocabulary[key][value]
                if count and not choice.retired:
                    note = f"{BY_KEY[key].label}, {count}"
                    one = Suggestion(choice.chip_text, "", key, value, note, count)
                    pairs += [(start, one) for start in starts(one.text)]
        cache[place] = Known.of(pairs)
    return cache[place]


def _terms(held: Snapshot, locale: str) -> Known:
    """Return short forms and other words that teachers use, where the hub has a word of what they stand for."""
    cache = held.cache.setdefault(_CACHE, {})
    if locale not in cache:
        entries = held.index_words(locale).entries
        rows = vocabulary.rows() if locale.startswith("en") else ()
        # Of two names for the same thing only one is listed.
        said = {row.says: row for row in reversed(rows) if row.means}
        cache[locale] = Known.of(
            (start, Suggestion(row.says, row.says, note=row.means[0]))
            for row in said.values()
            if all(word in entries for word in flat(row.means[0]).split() if word not in FILLER_WORDS)
            for start in (flat(row.says), *([flat(row.means[0])] if row.kind == "alternative" else ()))
        )
    return cache[locale]
