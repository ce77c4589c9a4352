"""What search engines and link previews read: addresses, languages, structured data."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import get_language_info
from wagtail.models import Page

from hub.core import selectors
from hub.core.page_context import Graph

# What a link to any page is shown with, 1200 by 630 pixels.
PREVIEW = "hub/img/preview.png"


class Language(TypedDict):
    """A language that a page can be read in; `dir` is "ltr" or "rtl"."""

    code: str
    name: str
    dir: str
    url: str | None
    full_url: str | None
    current: bool


def languages(page: Page, request: HttpRequest | None) -> list[Language]:
    """Return every language the page can be read in, itself among them, each with its code, own name and addresses."""
    pages = sorted([page, *selectors.surroundings(page).translations], key=lambda each: each.locale_id)
    found: list[Language] = []
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


def page_meta(page: Page, request: HttpRequest | None) -> dict[str, object]:
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
        "image": request.build_absolute_uri(static(PREVIEW)) if request else None,
        "og_type": "website" if page.depth and page.depth <= 2 else "article",
    }


def _og_locale(language: str) -> str | None:
    country = settings.LANGUAGE_COUNTRIES.get(language)
    return f"{language}_{country}" if country else None


def graph(page: Page, request: HttpRequest | None) -> Graph:
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
