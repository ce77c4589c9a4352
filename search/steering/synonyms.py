"""The editors' own synonyms: for understanding, and as a preview of what one changes."""

import dataclasses
from collections.abc import Sequence

from search.engines import get_engine, snapshot
from search.index.models.entries import Entry
from search.request import SearchRequest
from search.understanding import Reading, understand
from search.understanding.index_words import IndexWords
from search.understanding.models import Synonym
from search.understanding.phrases import Phrases
from search.understanding.query import Query

MOST_SAMPLES = 4
TITLES = 3


@dataclasses.dataclass(frozen=True)
class Found:
    """How much a search finds, and the titles that come first."""

    total: int
    titles: Sequence[str]


@dataclasses.dataclass(frozen=True)
class Change:
    """One search without the synonym and with it. `filters`: its words name these, and then no synonym is asked."""

    query: str
    before: Found
    after: Found
    filters: Sequence[Reading] = ()

    @property
    def same(self) -> bool:
        return self.before == self.after


def preview(synonym: Synonym) -> list[Change]:
    """Return what a synonym, saved or not, changes for its own words and for what they mean."""
    held = snapshot.current()
    others = [other.row for other in Synonym.objects.filter(language=synonym.language).exclude(pk=synonym.pk)]
    known = held.index_words(synonym.language)
    both = [
        dataclasses.replace(known, book=Phrases.of(synonym.language, held.vocabulary, rows))
        for rows in (others, [*others, synonym.row])
    ]
    return [_change(text, both, synonym.language) for text in (synonym.words, *synonym.lines)[:MOST_SAMPLES]]


def _change(text: str, both: Sequence[IndexWords], language: str) -> Change:
    vocabulary = snapshot.current().vocabulary
    before, after = (
        understand(text, vocabulary=vocabulary, index_words=index_words, locale=language) for index_words in both
    )
    return Change(text, _found(before.query, language), _found(after.query, language), after.readings)


def _found(query: Query, language: str) -> Found:
    if not query:
        return Found(0, ())
    response = get_engine().search(SearchRequest(query=query, locale=language))
    entries = Entry.objects.in_bulk(response.ids[:TITLES])
    return Found(response.total, [entries[pk].title for pk in response.ids[:TITLES] if pk in entries])
