"""Models of search: entries with their facets and words, the marks of every change, what was looked for, what editors
put first, and what a search server has received."""

from search.index.models.entries import (
    Entry,
    EntryFacet,
    EntryQuerySet,
    IndexChange,
    IndexMark,
    Mark,
    PackedEntry,
    Posting,
    Word,
)
from search.index.models.offers import OfferWords
from search.index.models.rebuilds import Rebuild
from search.index.models.sync import Acknowledgement, ServerIndex
from search.index.models.title_starts import TitleStart
from search.steering.models.lookups import Lookup
from search.steering.models.promotions import Promotion
from search.understanding.models import Synonym

__all__ = [
    "Acknowledgement",
    "Entry",
    "EntryFacet",
    "EntryQuerySet",
    "IndexChange",
    "IndexMark",
    "Lookup",
    "Mark",
    "OfferWords",
    "PackedEntry",
    "Posting",
    "Promotion",
    "Rebuild",
    "ServerIndex",
    "Synonym",
    "TitleStart",
    "Word",
]
