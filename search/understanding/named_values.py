"""Finds the words of a query that name facet values, takes them out, and keeps what may be meant as an offer.

The longest name wins, whichever begins first: in "resources for tutor time" it is "tutor time". A name that a "without"
or "not" stands before never filters to its value: it is put as a word to leave out ("-maths").
"""

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from search.facets import FacetValues
from search.index.analysis import is_filler, stem
from search.understanding import lengths, marks, numbers
from search.understanding.flat import flatten
from search.understanding.phrases import FILTER, LITERAL, OFFER, WITHOUT, Name, Phrases, singular
from search.understanding.values import Interpretation

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# What led up to a filter says nothing once the filter is taken out: "interviews for year 9", "a 20 minute starter".
_LEADING = re.compile(
    r"(?:(?:(?<!\S)(?:suitable\s+for|aimed\s+at|for|in|on|of|at|to|with|an?|the|my|our|your|some|any|and|or|by|from)|[&,;:/(-])"
    r"\s*)+$"
)
# What says that something is not wanted, and the little words between that and its name.
_NOT = re.compile(
    r"(?<![^\W_'])(?:without|not|no|non|never|except(?:\s+for)?|excluding|excl|minus|nothing|apart\s+from|other\s+than"
    r"|rather\s+than|instead\s+of|\w+n't)(?:\s+(?:an?|any|the|all|in|on|about|to|do|with|using|of|for|use|need|want|have"
    r"|having))*[\s-]+$"
)
_AS_WELL = re.compile(r"\s*(?:,|,?\s*\b(?:or|nor))\s*(?:(?:an?|any)\s+)?")
# "Not for parents", "no year 9": these only stay words. What holds a subject's name anywhere is about it, if little.
LEFT_OUT = ("subject", "type", "format")
# They lead up to a name and are no part of how much it says.
_LIGHT = frozenset(("for", "in", "into", "at", "aimed", "of", "and", "or", "the", "a", "an", "to", "with"))
_TRAILING = re.compile(r"^\s*(?:(?:and|or)(?!\S)|[&,;:/).-]+(?!\S))\s*")


@dataclasses.dataclass(frozen=True)
class Found:
    """A stretch of a text that names something: `targets` are (facet, value); `name` is where the name begins of what
    is to be left out."""

    start: int
    end: int
    action: str
    targets: tuple[tuple[str, str], ...] = ()
    near: int | None = None
    name: int = 0


@dataclasses.dataclass(frozen=True)
class Read:
    """A text without the words that became filters."""

    text: str
    interpretations: tuple[Interpretation, ...]
    near_minutes: int | None
    left_out: tuple[str, ...] = ()


def read(text: str, *, vocabulary: FacetValues, phrases: Phrases, taken: Collection[str]) -> Read:
    """Take the filters out of a run of plain words. Facets in `taken` are left alone: somebody set them by hand."""
    firm = [found for found in _firm(text, vocabulary, phrases, taken) if found.action in (FILTER, WITHOUT)]
    wanted = [found for found in firm if found.action == FILTER]
    near = next((found.near for found in wanted if found.near), None)
    left_out = tuple(text[found.start : found.end] for found in firm if found.action == WITHOUT)
    return Read(_without(text, firm), tuple(dict.fromkeys(_interpretations(text, wanted))), near, left_out)


def offers(text: str, *, vocabulary: FacetValues, phrases: Phrases, taken: Collection[str]) -> list[Interpretation]:
    """Return what the words of a text may name without being certain of it."""
    firm = _firm(text, vocabulary, phrases, taken)
    found = [f for f in _all(text, vocabulary, phrases, taken) if f.action == OFFER]
    open_ = [f for f in found if not any(f.start < g.end and g.start < f.end for g in firm)]
    return _interpretations(text, _longest(text, open_))


def _interpretations(text: str, found: Iterable[Found]) -> list[Interpretation]:
    return [Interpretation(key, value, text[f.start : f.end]) for f in found for key, value in f.targets]


def _firm(text: str, vocabulary: FacetValues, phrases: Phrases, taken: Collection[str]) -> list[Found]:
    """Return filters, what is left out and literals, none overlapping another."""
    every = list(_all(text, vocabulary, phrases, taken))
    kept = _longest(text, [f for f in every if f.action in (FILTER, LITERAL)])
    if not phrases.language.startswith("en"):
        return kept
    starts = {f.start for f in every}
    # A subject is an offer where its name is a word of other things as well; "without" makes it certain.
    named = kept + [f for f in every if f.action in (OFFER, WITHOUT)]
    denied: list[Found] = []
    for each in _longest(text, named):
        if found := _denied(text, each, denied):
            denied.append(found)
    read = [f for f in kept if f.action == LITERAL or not (_negated(text, f) or _leads(text, f, starts))]
    return _longest(text, [*denied, *read])


def _negated(text: str, found: Found) -> re.Match[str] | None:
    return _NOT.search(flatten(text[: found.start]))


def _denied(text: str, found: Found, before: Sequence[Found]) -> Found | None:
    """Return what is to be left out if something before a name says so, from there on: "no maths or science"."""
    if found.action == LITERAL or not {key for key, _ in found.targets} <= set(LEFT_OUT):
        return None
    start = found.start
    if said := _negated(text, found):
        start = said.start()
    elif not before or not _AS_WELL.fullmatch(flatten(text[before[-1].end : start])):
        return None
    return dataclasses.replace(found, start=start, action=WITHOUT, name=found.start)


def _leads(text: str, found: Found, starts: Collection[int]) -> bool:
    """Tell whether whom something is for only says what kind of thing follows: "work for employer engagement". In the
    plural it is the people: "guide for employers hosting visits"."""
    last = _TOKEN.findall(flatten(text[found.start : found.end]))[-1]
    if singular(last) != last:
        return False
    after = _TOKEN.match(flatten(text), next((n for n in range(found.end, len(text)) if text[n] != " "), len(text)))
    if not flatten(text[found.start : found.end]).startswith("for ") or not after or after.start() in starts:
        return False
    return not is_filler(stem(after.group(), "en"), "en")


def _longest(text: str, found: Iterable[Found]) -> list[Found]:
    """Keep what says most, of equals what begins first, and nothing that overlaps it; in the order of the text."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda f: (-_says(text, f), f.start, -f.end, f.action)):
        if all(each.start >= other.end or each.end <= other.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda f: f.start)


def _says(text: str, found: Found) -> int:
    """Return of how many words a name is, those that only lead up to it left out."""
    return sum(word not in _LIGHT for word in _TOKEN.findall(flatten(text[found.start : found.end])))


def _all(text: str, vocabulary: FacetValues, phrases: Phrases, taken: Collection[str]) -> Iterator[Found]:
    flat = flatten(text)
    spans = [*numbers.find(flat), *lengths.find(flat)] if phrases.language.startswith("en") else []
    for span in spans:
        values = [_step(span.minutes, vocabulary)] if span.minutes else span.values
        targets = tuple((span.key, value) for value in values if value in vocabulary.get(span.key, {}))
        if targets:
            action = OFFER if span.key in taken else FILTER
            yield Found(span.start, span.end, action, targets, span.minutes if span.near else None)
    for start, end, name in _names(flat, phrases):
        if numbers.is_quantity(flat, start, end):
            continue
        targets = tuple((key, value) for key, value in name.targets if value in vocabulary.get(key, {}))
        action = name.action
        if name.capitals and not _in_capitals(text[start:end], text):
            if action == OFFER or "-" in (text[start - 1 : start], text[end : end + 1]):
                continue
            action = OFFER
        if action == FILTER and any(key in taken for key, _ in targets):
            action = OFFER
        if targets or action in (LITERAL, WITHOUT):
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


def _names(flat: str, phrases: Phrases) -> Iterator[tuple[int, int, Name]]:
    matches = list(_TOKEN.finditer(flat))
    words = [singular(m.group()) if phrases.language.startswith("en") else m.group() for m in matches]
    for at in range(len(words)):
        for length in range(1, min(phrases.longest_name, len(words) - at) + 1):
            if name := phrases.names.get(tuple(words[at : at + length])):
                yield matches[at].start(), matches[at + length - 1].end(), name


def _without(text: str, spans: Sequence[Found]) -> str:
    kept, at, after = [], 0, False
    for span in spans:
        kept.append(_between(text[at : span.start], after=after, before=True))
        if span.action == WITHOUT:
            kept.append(marks.write([marks.exactly(text[span.name : span.end])]))
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
