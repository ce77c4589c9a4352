"""Interprets the words of a query: filters, possible filters, clauses to look for, corrections. Pure.

Filters are taken out of the text, over and over until no more are found, because the text without them is what the
address will say: understood again, with the same facets taken, it gives the same query.

May import facets and index.
"""

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext as _

from search.facets import FacetValues
from search.index.analysis import WEAK, asked, fold, is_filler, stem
from search.understanding import clauses, marks, named_values
from search.understanding.index_words import IndexWords
from search.understanding.phrases import FILTER, name_key
from search.understanding.values import Correction, Interpretation, Understanding

__all__ = ["Correction", "Interpretation", "Understanding", "understand"]

MOST_OFFERS = 6
# What comes before the hub's first year: nothing here is for it, however it is spelt.
_BEFORE = re.compile(r"(?<![^\W_])(?:eyfs|ks ?1|key stage (?:1|one)|y(?:ea)?r? ?[12]|year (?:one|two))(?![^\W_])")


def understand(
    text: str,
    *,
    vocabulary: FacetValues,
    index_words: IndexWords,
    locale: str = "en",
    taken: Collection[str] = frozenset(),
    as_typed: bool = False,
) -> Understanding:
    """Return what a query means.

    Args:
        text: what was typed; any string.
        vocabulary: the facets' values; nothing else is ever an interpretation.
        index_words: the words of the language looked for.
        locale: the code of that language.
        taken: facets set by hand; words never become a filter of these.
        as_typed: correct nothing.
    """
    parts, idle = marks.parse(text)
    read = _take_filters(parts, vocabulary, index_words, taken)
    parts, interpretations = read.parts, read.interpretations
    if interpretations or read.left_out:
        parts = _telling(parts, locale)
    built = clauses.build(parts, index_words, correct=not as_typed)
    closed = {*taken, *(one.key for one in interpretations)}
    return Understanding(
        text=marks.write(parts),
        query=built.query,
        interpretations=tuple(dict.fromkeys(interpretations)),
        offers=_offers(parts, vocabulary, index_words, closed, built.corrections)[:MOST_OFFERS],
        corrections=built.corrections,
        near_minutes=read.near_minutes,
        notices=tuple(_notices(text, idle=idle, cut_short=built.cut_short, left_out=read.left_out)),
    )


def _notices(text: str, *, idle: bool, cut_short: bool, left_out: Sequence[str]) -> Iterator[str]:
    if _BEFORE.search(fold(text)):
        yield _("The hub begins at Year 3: nothing here is made for younger children.")
    for words in left_out:
        yield _("“%(words)s”: what holds that word was left out. Take the minus sign away to look for it.") % {
            "words": words
        }
    if idle:
        yield _("AND, OR, brackets and other signs have no effect here, so they were left out.")
    if cut_short:
        yield _("Only the first %(count)s words were used.") % {"count": clauses.MOST_CLAUSES}


@dataclasses.dataclass(frozen=True)
class Taken:
    """Parts of a query without the filters that were found in them, the filters, a length that was named, and what is
    to be left out, as it was typed."""

    parts: list[marks.Part]
    interpretations: list[Interpretation]
    near_minutes: int | None
    left_out: list[str]


def _take_filters(
    parts: list[marks.Part], vocabulary: FacetValues, index_words: IndexWords, taken: Collection[str]
) -> Taken:
    """Take filters out until there are none; a facet that has one is closed to the next round."""
    whole = Taken(parts, [], None, [])
    while True:
        closed = {*taken, *(one.key for one in whole.interpretations)}
        found = _read(whole.parts, vocabulary, index_words, closed)
        whole = Taken(
            found.parts,
            whole.interpretations + found.interpretations,
            whole.near_minutes or found.near_minutes,
            whole.left_out + found.left_out,
        )
        if not found.interpretations:
            return whole


def _read(parts: list[marks.Part], vocabulary: FacetValues, index_words: IndexWords, taken: Collection[str]) -> Taken:
    left: list[marks.Part] = []
    found: list[Interpretation] = []
    left_out: list[str] = []
    near = None
    for part in parts:
        if not part.plain:
            left.append(part)
            continue
        result = named_values.read(part.text, vocabulary=vocabulary, phrases=index_words.phrases, taken=taken)
        found += result.interpretations
        left_out += result.left_out
        near = near or result.near_minutes
        left.append(marks.Part(result.text))
    # Two runs that nothing separates any more are one.
    return Taken(marks.parse(marks.write(left))[0], found, near, left_out)


def _telling(parts: list[marks.Part], locale: str) -> list[marks.Part]:
    """Return the parts, or those with marks if the plain ones are filler: "worksheets for year 9" leaves nothing."""
    folded = [word for part in parts if part.plain for _typed, word in asked(part.text)]
    words = [stem(word, locale) for word in folded if word not in WEAK or not locale.startswith("en")]
    if any(word and not is_filler(word, locale) for word in words):
        return parts
    return [part for part in parts if not part.plain]


def _offers(
    parts: list[marks.Part],
    vocabulary: FacetValues,
    index_words: IndexWords,
    taken: Collection[str],
    corrections: tuple[Correction, ...],
) -> tuple[Interpretation, ...]:
    """Return what the words that are left may name, and what their corrections would."""
    found = [
        offer
        for part in parts
        if part.plain
        for offer in named_values.offers(part.text, vocabulary=vocabulary, phrases=index_words.phrases, taken=taken)
    ]
    for correction in corrections:
        name = index_words.phrases.names.get(name_key(correction.meant, index_words.language))
        if name and name.action == FILTER:
            found += [Interpretation(key, value, correction.typed) for key, value in name.targets]
    return tuple(dict.fromkeys(found))
