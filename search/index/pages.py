"""Which pages have entries, and what these say."""

from django.db.models import QuerySet
from wagtail.models import Page

from search.index.adapters import ADAPTERS, Adapter, Document


def documents_of(page: Page) -> list[Document]:
    """Read a page of an indexed type and its parts, as they stand in memory; each part once."""
    found: dict[str, Document] = {}
    for document in ADAPTERS[type(page)].documents(page):
        found.setdefault(document.part, document)
    return list(found.values())


def public(queryset: QuerySet) -> QuerySet:
    """Keep what anybody may open. An alias shows another page's content, which has an entry already."""
    return queryset.live().public().filter(alias_of__isnull=True)  # type: ignore[attr-defined]


def searched(adapter: Adapter) -> QuerySet:
    """Return the pages of an adapter's type that have an entry."""
    return adapter.narrow(public(adapter.model._default_manager.all()))
