"""What search keeps: entries and their facets, and the mark that moves with every change."""

from search.models.entries import Entry, EntryFacet, EntryQuerySet, IndexMark

__all__ = ["Entry", "EntryFacet", "EntryQuerySet", "IndexMark"]
