"""What a page shows beyond its own fields, registered by the room that computes it.

A page type stands below everything that is worked out about it, so it never imports what reads it: the room that
computes says so once, in AppConfig.ready(), as it does with gates (hub.core.publishing).
"""

from collections.abc import Callable, Mapping
from typing import Any

from wagtail.models import Page

PageContext = Callable[..., Mapping[str, Any]]
_contexts: dict[type[Page], list[PageContext]] = {}


def register_context(page_class: type[Page], context: PageContext) -> None:
    """Register `context(page, request, **kwargs) -> names and values` for pages of exactly this type.

    `kwargs` are those of the page's own `get_context`: what its route found.
    """
    _contexts.setdefault(page_class, []).append(context)


def context_for(page: Page, request: Any, **kwargs: Any) -> dict[str, Any]:
    """Return what is registered for `page`, in the order of registration."""
    found: dict[str, Any] = {}
    for context in _contexts.get(type(page), ()):
        found |= context(page, request, **kwargs)
    return found
