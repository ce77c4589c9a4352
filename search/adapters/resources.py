"""Lesson resources and collections."""

from collections.abc import Iterable, Mapping

from wagtail.rich_text import get_text_for_indexing

from resources.models import CollectionPage, LessonResourcePage
from search.adapters.base import Adapter, stream_text


class ResourceAdapter(Adapter):
    model = LessonResourcePage
    kind = "resource"

    def texts(self, page: LessonResourcePage) -> dict[str, str]:
        return {"points": page.summary, "body": stream_text(page.body)}


class CollectionAdapter(Adapter):
    """A collection is found by its own words. Its resources' titles are theirs: they may change without it."""

    model = CollectionPage
    kind = "collection"

    def texts(self, page: CollectionPage) -> dict[str, str]:
        items = [part for item in page.items.all() for part in (item.why, item.jobs)]
        return {"points": page.summary, "body": "\n".join([get_text_for_indexing(page.intro), *items])}

    def facets(self, page: CollectionPage) -> Mapping[str, Iterable[str]]:
        return {"language": [page.locale.language_code]}
