"""What an entry says, put in from a document and compared with one."""

import dataclasses
from collections.abc import Collection, Mapping

from search.index.adapters import Document
from search.index.models.entries import Entry

WRITTEN = [field.name for field in Entry._meta.concrete_fields if field.name not in ("id", "page")]
CONTENT = [
    field.attname
    for field in Entry._meta.concrete_fields
    if field.name in WRITTEN and field.name not in ("version", "sequence", "gone")
]


def says(entry: Entry, facets: Collection[tuple[str, str]], document: Document) -> bool:
    """Tell whether an entry (with its facets as key and value) says what a document says."""
    wanted = fill(Entry(), document, document.words(), 0)
    same = (name for name in CONTENT if name != "groups")
    return (
        not entry.gone
        and list(entry.groups) == list(wanted.groups)
        and all(getattr(entry, name) == getattr(wanted, name) for name in same)
        and set(facets) == document.facets
    )


def fill(entry: Entry, document: Document, words: Mapping[str, str], sequence: int) -> Entry:
    """Put a document and its analysed words into an entry, in its next version."""
    values = {field.name: getattr(document, field.name) for field in dataclasses.fields(document)}
    values.pop("facets")
    for name, value in values.items():
        setattr(entry, name, value)
    entry.words = words
    entry.lengths = lengths(words)
    entry.version += 1
    entry.sequence = sequence
    entry.gone = False
    return entry


def lengths(words: Mapping[str, str]) -> dict[str, int]:
    """Return each zone's number of words."""
    return {zone: found.count(" ") + 1 for zone, found in words.items()}
