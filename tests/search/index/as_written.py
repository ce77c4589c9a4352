"""Compares the entries with what a reader of the pages alone would write. Lessons stand under (page, key)."""

from wagtail.models import Page, PageViewRestriction

from search.index import audit
from search.index.adapters import ADAPTERS
from search.index.pages import documents_of
from search.models import Entry


def rows_of(document) -> tuple:
    return (
        document.kind,
        document.locale,
        document.title,
        document.summary,
        dict(document.texts),
        document.words(),
        sorted(document.facets),
        document.minutes,
        document.first_published,
        document.last_checked,
        document.is_sample,
        list(document.groups),
        document.number,
        document.school_id,
    )


# A page by its id, a lesson by its unit's id and its key.
Place = int | tuple[int, str]


def expected() -> dict[Place, tuple]:
    """What a reader without any index would write: page by page, ancestor by ancestor."""
    closed = [Page.objects.get(pk=row.page_id).path for row in PageViewRestriction.objects.all()]
    return {
        (page.pk, document.part) if document.part else page.pk: rows_of(document)
        for page in Page.objects.order_by("pk").specific()
        if type(page) in ADAPTERS
        and ADAPTERS[type(page)].covers(page)
        and page.live
        and page.alias_of_id is None
        and not any(page.path.startswith(path) for path in closed)
        for document in documents_of(page)
    }


def stored() -> dict[Place, tuple]:
    found = {}
    for entry in Entry.objects.current().prefetch_related("facets"):
        facets = sorted((row.facet, row.value) for row in entry.facets.all())
        found[(entry.page_id, entry.part) if entry.part else entry.page_id] = (
            entry.kind,
            entry.locale,
            entry.title,
            entry.summary,
            entry.texts,
            entry.words,
            facets,
            entry.minutes,
            entry.first_published,
            entry.last_checked,
            entry.is_sample,
            entry.groups,
            entry.number,
            entry.school_id,
        )
    return found


def assert_true() -> dict[Place, tuple]:
    """Entries and their facets agree with the pages, and all that stands beside them with the entries; return the
    entries by page, lessons by unit and key."""
    found = stored()
    assert found == expected()
    for beside in (audit.Words(), audit.Ranked(), audit.Suggested(), audit.Counted()):
        assert beside.compare().wrong == set(), beside.what
    return found
