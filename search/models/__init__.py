"""What search keeps: entries with their facets and words, the marks of every change, what was looked for, and what
editors put first."""

from search.models.entries import Entry, EntryFacet, EntryQuerySet, IndexChange, IndexMark, Mark, Word
from search.models.lookups import Lookup
from search.models.promotions import Promotion
from search.models.suggestions import TitleStart

__all__ = [
    "Entry",
    "EntryFacet",
    "EntryQuerySet",
    "IndexChange",
    "IndexMark",
    "Lookup",
    "Mark",
    "Promotion",
    "TitleStart",
    "Word",
]
