"""Finds the words of a query that name facet values, takes them out, and keeps what may be meant as an offer."""

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from search.facets import FacetValues
from search.understanding import lengths, numbers
from search.understanding.flat import flatten
from search.understanding.phrases import FILTER, LITERAL, OFFER, Name, Phrases, singular
from search.understanding.values import Reading

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# What led up to a filter says nothing once the filter is taken out: "interviews for year 9", "a 20 minute starter".
_LEADING = re.compile(
    r"(?:(?:(?<!\S)(?:suitable\s+for|aimed\s+at|for|in|on|of|at|to|with|an?|the|my|our|your|some|any|and|or|by|from)|[&,;:/(-])"
    r"\s*)+$"
)
_TRAILING = re.compile(r"^\s*(?:(?:and|or)(?!\S)|[&,;:/).-]+(?!\S))\s*")


@dataclasses.dataclass(frozen=True)
class Found:
    """A stretch of a text that names something: `targets` are (facet, value)."""

    start: int
    end: int
    action: str
    targets: tuple[tuple[str, str], ...] = ()
    near: int | None = None


@dataclasses.dataclass(frozen=True)
class Read:
    """A text without the words that became filters."""

    text: str
    readings: tuple[Reading, ...]
    near_minutes: int | None


def read(text: str, *, vocabulary: FacetValues, book: Phrases, taken: Collection[str]) -> Read:
    """Take the filters out of a run of plain words. Facets in `taken` are left alone: somebody set them by hand."""
    firm = [found for found in _firm(text, vocabulary, book, taken) if found.action == FILTER]
    readings = [Reading(key, value, text[found.start : found.end]) for found in firm for key, value in found.targets]
    near = next((found.near for found in firm if found.near), None)
    return Read(_without(text, firm), tuple(dict.fromkeys(readings)), near)


def offers(text: str, *, vocabulary: FacetValues, book: Phrases, taken: Collection[str]) -> list[Reading]:
    """Return what the words of a text may name without being certain of it."""
    firm = _firm(text, vocabulary, book, taken)
    found = [f for f in _all(text, vocabulary, book, taken) if f.action == OFFER]
    open_ = [f for f in found if not any(f.start < g.end and g.start < f.end for g in firm)]
    return [
        Reading(key, value, text[found.start : found.end]) for found in _leftmost(open_) for key, value in found.targets
    ]


def _firm(text: str, vocabulary: FacetValues, book: Phrases, taken: Collection[str]) -> list[Found]:
    """Return filters and literals, none overlapping another."""
    return _leftmost([f for f in _all(text, vocabulary, book, taken) if f.action in (FILTER, LITERAL)])


def _leftmost(found: Iterable[Found]) -> list[Found]:
    """Keep what begins first, of those the longest, and nothing that overlaps it."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda f: (f.start, -f.end, f.action)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _all(text: str, vocabulary: FacetValues, book: Phrases, taken: Collection[str]) -> Iterator[Found]:
    flat = flatten(text)
    spans = [*numbers.find(flat), *lengths.find(flat)] if book.language.startswith("en") else []
    for span in spans:
        values = [_step(span.minutes, vocabulary)] if span.minutes else span.values
        targets = tuple((span.key, value) for value in values if value in vocabulary.get(span.key, {}))
        if targets:
            action = OFFER if span.key in taken else FILTER
            yield Found(span.start, span.end, action, targets, span.minutes if span.near else None)
    for start, end, name in _names(flat, book):
        targets = tuple((key, value) for key, value in name.targets if value in vocabulary.get(key, {}))
        action = name.action
        if name.capitals and not _in_capitals(text[start:end], text):
            if action == OFFER or "-" in (text[start - 1 : start], text[end : end + 1]):
                continue
            action = OFFER
        if action == FILTER and any(key in taken for key, _ in targets):
            action = OFFER
        if targets or action == LITERAL:
            yield Found(start, end, action, targets)


def _step(minutes: int, vocabulary: FacetValues) -> str:
    """Return the smallest value that a length fits into."""
    values = vocabulary.get("minutes", {})
    fits = [int(value) for value in values if value.isdecimal() and int(value) >= minutes]
    return str(min(fits)) if fits else "longer"


def _in_capitals(typed: str, text: str) -> bool:
    """Return whether a span was put in capitals on purpose: nothing long beside it is in capitals too."""
    others = text.replace(typed, " ").split()
    return typed == typed.upper() and not any(len(word) > 3 and word.isalpha() and word.isupper() for word in others)


def _names(flat: str, book: Phrases) -> Iterator[tuple[int, int, Name]]:
    matches = list(_TOKEN.finditer(flat))
    words = [singular(m.group()) if book.language.startswith("en") else m.group() for m in matches]
    for at in range(len(words)):
        for length in range(1, min(book.longest_name, len(words) - at) + 1):
            if name := book.names.get(tuple(words[at : at + length])):
                yield matches[at].start(), matches[at + length - 1].end(), name


def _without(text: str, spans: Sequence[Found]) -> str:
    kept, at, after = [], 0, False
    for span in spans:
        kept.append(_between(text[at : span.start], after=after, before=True))
        at, after = span.end, True
    kept.append(_between(text[at:], after=after, before=False))
    return " ".join(" ".join(kept).split())


def _between(text: str, *, after: bool, before: bool) -> str:
    """Return the words between two filters without those that only joined them."""
    if after:
        text = _TRAILING.sub(" ", text)
    if before:
        text = text[: m.start()] if (m := _LEADING.search(text)) else text
    return text
