"""What a page shows beyond its own fields, registered by the room that computes it.

A page type stands below everything that is worked out about it, so it never imports what reads it: the room that
computes says so once, in AppConfig.ready(), as it does with gates (hub.core.publishing).
"""

from collections.abc import Callable, Mapping

from django.http import HttpRequest
from wagtail.models import Page

# What a template is given: names and values, for pages and for panels alike.
Context = Mapping[str, object]
# Objects of schema.org, as JSON-LD holds them.
Graph = list[dict[str, object]]
PageContext = Callable[..., Context]
SchemaOrg = Callable[[Page, HttpRequest], Graph]
_contexts: dict[type[Page], list[PageContext]] = {}
_schema_org: dict[type[Page], SchemaOrg] = {}


def register_context(page_class: type[Page], context: PageContext) -> None:
    """Register `context(page, request, **kwargs) -> names and values` for pages of exactly this type.

    `kwargs` are those of the page's own `get_context`: what its route found.
    """
    _contexts.setdefault(page_class, []).append(context)


def context_for(page: Page, request: HttpRequest, **kwargs: object) -> dict[str, object]:
    """Return what is registered for `page`, in the order of registration."""
    found: dict[str, object] = {}
    for context in _contexts.get(type(page), ()):
        found |= context(page, request, **kwargs)
    return found


def register_schema_org(page_class: type[Page], objects: SchemaOrg) -> None:
    """Register `objects(page, request) -> schema.org objects` (without `@context`) for pages of exactly this type."""
    _schema_org[page_class] = objects


def schema_org_for(page: Page, request: HttpRequest) -> Graph:
    """Return what is registered for `page`; nothing for a type that registers none."""
    objects = _schema_org.get(type(page))
    return objects(page, request) if objects else []
