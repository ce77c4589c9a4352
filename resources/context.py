"""Template context and structured data of the library's pages."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.core.page_context import Context, Graph
from hub.core.seo import PagePart
from resources import schema, selectors
from resources.documents.offered import downloads_of
from resources.forms import ProblemForm
from resources.link_checks.selectors import dead_links_of, link_state
from resources.models import CollectionPage, LessonResourcePage, ResourceIndexPage
from resources.sheets import sheet_of
from resources.show import screens_of

LENGTHS = (10, 20, 30, 60)


def index_context(page: ResourceIndexPage, request: HttpRequest, **kwargs: object) -> Context:
    return {
        "collections": selectors.collections_in(page.locale),
        "ways": selectors.ways_in(page.locale),
        "lengths": LENGTHS,
    }


def resource_context(page: LessonResourcePage, request: HttpRequest, *, view: str = "", **kwargs: object) -> Context:
    """Return what the page of a resource needs, or one of the views of a sheet: "show" or "answers"."""
    selectors.with_terms(page)
    sheet = sheet_of(page)
    if view == "show":
        return {"part": _part(view, _("On the screen")), "shown": screens_of(sheet) if page.is_sheet else []}
    if view == "answers":
        return {"part": _part(view, _("For the teacher")), "shown": sheet.teacher if page.is_sheet else []}
    return {
        "sheet": sheet,
        "downloads": downloads_of(page),
        "criteria": selectors.criteria_by_framework(page),
        "uses": selectors.uses_of(page),
        "collections": selectors.collections_with(page),
        "link_state": link_state(page.link),
        "form": ProblemForm(),
        "reported": "reported" in request.GET,
    }


def _part(view: str, title: str) -> PagePart:
    """Return a view's name for the breadcrumbs. It has no address of its own to search engines: the sheet's stands."""
    return PagePart(view, title, "", [])


def links_context(page: Page, request: HttpRequest, **kwargs: object) -> Context:
    """Of every page whose links are checked: those within it that are dead."""
    return {"dead_links": dead_links_of(page, besides=getattr(page, "link", ""))}


def collection_context(page: CollectionPage, request: HttpRequest, **kwargs: object) -> Context:
    entries = selectors.entries(page)
    return {"entries": entries, "minutes": sum(entry.resource.minutes or 0 for entry in entries)}


def resource_schema_org(page: LessonResourcePage, request: HttpRequest) -> Graph:
    return [schema.learning_resource(page, request)]


def collection_schema_org(page: CollectionPage, request: HttpRequest) -> Graph:
    return [schema.collection(page, [entry.resource for entry in selectors.entries(page)], request)]
