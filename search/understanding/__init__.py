"""What the words of a query mean: filters, offers, clauses to look for, corrections. Pure and explained.

Filters are taken out of the text, over and over until no more are found, because the text without them is what the
address will say: understood again, with the same facets taken, it gives the same query.

May import facets and index.
"""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from search.facets import FacetValues
from search.index.analysis import asked, is_filler, stem
from search.understanding import clauses, marks, named_values
from search.understanding.index_words import IndexWords
from search.understanding.phrases import FILTER, name_key
from search.understanding.values import Correction, Reading, Understanding

__all__ = ["Correction", "Reading", "Understanding", "understand"]

MOST_OFFERS = 6


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
        vocabulary: the facets' values; nothing else is ever a reading.
        index_words: the words of the language looked for.
        locale: the code of that language.
        taken: facets set by hand; words never become a filter of these.
        as_typed: correct nothing.
    """
    parts, idle = marks.parse(text)
    parts, readings, near = _take_filters(parts, vocabulary, index_words, taken)
    if readings:
        parts = _telling(parts, locale)
    built = clauses.build(parts, index_words, correct=not as_typed)
    closed = {*taken, *(one.key for one in readings)}
    return Understanding(
        text=marks.write(parts),
        query=built.query,
        readings=tuple(dict.fromkeys(readings)),
        offers=_offers(parts, vocabulary, index_words, closed, built.corrections)[:MOST_OFFERS],
        corrections=built.corrections,
        near_minutes=near,
        notices=tuple(_notices(idle=idle, cut_short=built.cut_short)),
    )


def _notices(*, idle: bool, cut_short: bool) -> Iterator[str]:
    if idle:
        yield _("AND, OR, brackets and other signs have no effect here, so they were left out.")
    if cut_short:
        yield _("Only the first %(count)s words were used.") % {"count": clauses.MOST_CLAUSES}


def _take_filters(
    parts: list[marks.Part], vocabulary: FacetValues, index_words: IndexWords, taken: Collection[str]
) -> tuple[list[marks.Part], list[Reading], int | None]:
    """Take filters out until there are none; a facet that has one is closed to the next round."""
    readings: list[Reading] = []
    near = None
    closed = set(taken)
    while True:
        parts, found, minutes = _read(parts, vocabulary, index_words, closed)
        if not found:
            return parts, readings, near
        readings += found
        near = near or minutes
        closed |= {one.key for one in found}


def _read(
    parts: list[marks.Part], vocabulary: FacetValues, index_words: IndexWords, taken: Collection[str]
) -> tuple[list[marks.Part], list[Reading], int | None]:
    """Return the parts without the filters that were found in them, the filters, and a length that was named."""
    left: list[marks.Part] = []
    found: list[Reading] = []
    near = None
    for part in parts:
        if not part.plain:
            left.append(part)
            continue
        result = named_values.read(part.text, vocabulary=vocabulary, book=index_words.book, taken=taken)
        found += result.readings
        near = near or result.near_minutes
        left.append(marks.Part(result.text))
    # Two runs that nothing separates any more are one.
    return marks.parse(marks.write(left))[0], found, near


def _telling(parts: list[marks.Part], locale: str) -> list[marks.Part]:
    """Return the parts, or those with marks if the plain ones are filler: "worksheets for year 9" leaves nothing."""
    words = [stem(word, locale) for part in parts if part.plain for _typed, word in asked(part.text)]
    if any(word and not is_filler(word, locale) for word in words):
        return parts
    return [part for part in parts if not part.plain]


def _offers(
    parts: list[marks.Part],
    vocabulary: FacetValues,
    index_words: IndexWords,
    taken: Collection[str],
    corrections: tuple[Correction, ...],
) -> tuple[Reading, ...]:
    """Return what the words that are left may name, and what their corrections would."""
    found = [
        offer
        for part in parts
        if part.plain
        for offer in named_values.offers(part.text, vocabulary=vocabulary, book=index_words.book, taken=taken)
    ]
    for correction in corrections:
        name = index_words.book.names.get(name_key(correction.meant, index_words.language))
        if name and name.action == FILTER:
            found += [Reading(key, value, correction.typed) for key, value in name.targets]
    return tuple(dict.fromkeys(found))
