"""What search engines and link previews read: addresses, languages, structured data."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info

from hub.core import selectors

Graph = list[dict[str, Any]]


def languages(page: Any, request: Any) -> list[dict[str, Any]]:
    """Return every language the page can be read in, itself among them, each with its code, own name and addresses."""
    pages = sorted([page, *selectors.surroundings(page).translations], key=lambda each: each.locale_id)
    found = []
    for each in pages:
        info = get_language_info(each.locale.language_code)
        found.append(
            {
                "code": info["code"],
                "name": info["name_local"],
                "dir": "rtl" if info["bidi"] else "ltr",
                "url": each.get_url(request),
                "full_url": each.get_full_url(request),
                "current": each is page,
            }
        )
    return found


def page_meta(page: Any, request: Any) -> dict[str, Any]:
    """Return what the head of a page says about it. Alternates only where a translation really exists."""
    alternates = languages(page, request)
    source = next((each["full_url"] for each in alternates if each["code"] == settings.LANGUAGE_CODE), None)
    return {
        "title": page.seo_title or page.title,
        "description": page.meta_description,
        "canonical": page.get_full_url(request),
        "alternates": alternates if len(alternates) > 1 else [],
        "default": source,
        "og_locale": _og_locale(page.locale.language_code),
        "og_type": "website" if page.depth and page.depth <= 2 else "article",
    }


def _og_locale(language: str) -> str | None:
    country = settings.LANGUAGE_COUNTRIES.get(language)
    return f"{language}_{country}" if country else None


def graph(page: Any, request: Any) -> Graph:
    """Return the page's own schema.org objects and its breadcrumbs."""
    trail = selectors.surroundings(page).trail
    items = [{"name": each.title, "item": each.get_full_url(request)} for each in [*trail, page]]
    crumbs = [
        {"@type": "ListItem", "position": position, **item}
        for position, item in enumerate(items, start=1)
        if item["item"]
    ]
    own: Graph = page.get_schema_org(request)
    return [*own, {"@type": "BreadcrumbList", "itemListElement": crumbs}] if trail else own
