"""What search keeps: entries with their facets and words, the marks of every change, what was looked for, what editors
put first, and what a search server has heard."""

from search.models.delivery import Acknowledgement, ServerIndex
from search.models.entries import (
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
from search.models.lookups import Lookup
from search.models.promotions import Promotion
from search.models.suggestions import TitleStart
from search.models.synonyms import Synonym

__all__ = [
    "Acknowledgement",
    "Entry",
    "EntryFacet",
    "EntryQuerySet",
    "IndexChange",
    "IndexMark",
    "Lookup",
    "Mark",
    "PackedEntry",
    "Posting",
    "Promotion",
    "ServerIndex",
    "Synonym",
    "TitleStart",
    "Word",
]
