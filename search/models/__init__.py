"""What search keeps: entries with their facets and words, the marks of every change, and what was looked for."""

from search.models.entries import Entry, EntryFacet, EntryQuerySet, IndexChange, IndexMark, Mark, Word
from search.models.lookups import Lookup

__all__ = ["Entry", "EntryFacet", "EntryQuerySet", "IndexChange", "IndexMark", "Lookup", "Mark", "Word"]
