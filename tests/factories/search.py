"""Search entries straight into the tables, without pages: what an engine sees."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from search.facets import minute_values
from search.index import writing
from search.index.adapters import Document
from search.models import Entry

PUBLISHED = datetime.datetime(2026, 9, 1, 9, 0, tzinfo=datetime.UTC)


def make_document(
    title: str = "Entry",
    *,
    facets: Mapping[str, Iterable[str]] | None = None,
    texts: Mapping[str, str] | None = None,
    **values: Any,
) -> Document:
    """Return a document; `texts` adds zones to its title, `minutes` brings its own facet values."""
    values = {"kind": "resource", "locale": "en", "summary": "", "minutes": None, "last_checked": None, **values}
    own = {"minutes": minute_values(values["minutes"]), **(facets or {})}
    return Document(
        title=title,
        texts={"title": title, **(texts or {})},
        facets=frozenset((key, value) for key, found in own.items() for value in found),
        first_published=values.pop("first_published", PUBLISHED),
        **values,
    )


def make_entries(*documents: Document) -> list[Entry]:
    """Write documents through the same path as pages."""
    return writing.write([(None, document) for document in documents])


def make_entry(title: str = "Entry", **values: Any) -> Entry:
    return make_entries(make_document(title, **values))[0]
