"""What search keeps: entries and their facets, the words they are written in, and the marks of every change."""

from search.models.entries import Entry, EntryFacet, EntryQuerySet, IndexChange, IndexMark, Mark, Word

__all__ = ["Entry", "EntryFacet", "EntryQuerySet", "IndexChange", "IndexMark", "Mark", "Word"]
