"""Template context and structured data of the library's pages."""

from django.http import HttpRequest

from hub.core.page_context import Context, Graph
from resources import schema, selectors
from resources.forms import ProblemForm
from resources.link_checks.selectors import link_state
from resources.models import CollectionPage, LessonResourcePage, ResourceIndexPage

LENGTHS = (10, 20, 30, 60)


def index_context(page: ResourceIndexPage, request: HttpRequest, **kwargs: object) -> Context:
    return {
        "collections": selectors.collections_in(page.locale),
        "ways": selectors.ways_in(page.locale),
        "lengths": LENGTHS,
    }


def resource_context(page: LessonResourcePage, request: HttpRequest, **kwargs: object) -> Context:
    selectors.with_terms(page)
    return {
        "criteria": selectors.criteria_by_framework(page),
        "units": selectors.units_using(page),
        "collections": selectors.collections_with(page),
        "link_state": link_state(page.link),
        "form": ProblemForm(),
        "reported": "reported" in request.GET,
    }


def collection_context(page: CollectionPage, request: HttpRequest, **kwargs: object) -> Context:
    entries = selectors.entries(page)
    return {"entries": entries, "minutes": sum(entry.resource.minutes or 0 for entry in entries)}


def resource_schema_org(page: LessonResourcePage, request: HttpRequest) -> Graph:
    return [schema.learning_resource(page, request)]


def collection_schema_org(page: CollectionPage, request: HttpRequest) -> Graph:
    return [schema.collection(page, [entry.resource for entry in selectors.entries(page)], request)]
