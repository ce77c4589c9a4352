"""Adapters for lesson resources and collections."""

import dataclasses
from collections.abc import Iterable, Mapping

from wagtail.rich_text import get_text_for_indexing

from resources.models import CollectionPage, LessonResourcePage
from search.index import members, units
from search.index.adapters.base import Adapter, Document, stream_text

KIND, SHEET = KINDS = ("resource", "sheet")


class ResourceAdapter(Adapter):
    """A resource belongs to each unit whose lessons choose it, and is found by their titles too."""

    model = LessonResourcePage
    kind = KIND

    def texts(self, page: LessonResourcePage) -> dict[str, str]:
        return {"points": page.summary, "body": stream_text(page.body)}

    def document(self, page: LessonResourcePage) -> Document:
        found = super().document(page)
        using = units.choosing({page.pk: found.locale}).get(page.pk, ())
        titles = {"unit": units.text_of(using)} if using else {}
        kind = SHEET if page.sheet_kind else KIND
        facets = found.facets - {("kind", KIND)} | {("kind", kind)}
        groups = units.groups_of(page.pk, using)
        return dataclasses.replace(found, kind=kind, facets=facets, texts={**found.texts, **titles}, groups=groups)


class CollectionAdapter(Adapter):
    """A collection is found by its own words, and by the years, subjects and all other facets of what is in it. Its
    resources' titles are theirs."""

    model = CollectionPage
    kind = "collection"

    def texts(self, page: CollectionPage) -> dict[str, str]:
        items = [part for item in page.items.all() for part in (item.why, item.jobs)]
        return {"points": page.summary, "body": "\n".join([get_text_for_indexing(page.intro), *items])}

    def facets(self, page: CollectionPage) -> Mapping[str, Iterable[str]]:
        values = members.values_of([item.resource_id for item in page.items.all()])
        return {**values, "language": [page.locale.language_code]}
