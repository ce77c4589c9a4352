"""What search engines and link previews read: addresses, languages, structured data."""

from collections.abc import Callable
from typing import NamedTuple, TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from hub.core import selectors
from hub.core.page_context import Graph

# What a link to any page is shown with, 1200 by 630 pixels.
PREVIEW = "hub/img/preview.png"


class PagePart(NamedTuple):
    """A part of a page that has an address of its own below the page's (`BasePage.part_path`), and what its head says:
    `graph` are its schema.org objects."""

    key: str
    title: str
    description: str
    graph: Graph


class Language(TypedDict):
    """A language that a page can be read in; `dir` is "ltr" or "rtl"."""

    code: str
    name: str
    dir: str
    url: str | None
    full_url: str | None
    current: bool


def languages(page: Page, request: HttpRequest | None, part: PagePart | None = None) -> list[Language]:
    """Return every language the page, or a part of it, can be read in, itself among them, each with its code, own name
    and addresses."""
    pages = sorted([page, *selectors.surroundings(page).translations], key=lambda each: each.locale_id)
    found: list[Language] = []
    for each in pages:
        below = _below(page if each is page else each, part)
        if below is None:
            continue
        url, full_url = _joined(each.get_url(request), below), _joined(each.get_full_url(request), below)
        found.append(language(each.locale.language_code, url=url, full_url=full_url, current=each is page))
    return found


def language(code: str, *, url: str | None, full_url: str | None = None, current: bool) -> Language:
    """Return a language with its own name and the addresses of a page in it."""
    info = get_language_info(code)
    return {
        "code": info["code"],
        "name": info["name_local"],
        "dir": "rtl" if info["bidi"] else "ltr",
        "url": url,
        "full_url": full_url,
        "current": current,
    }


def view_meta(title: str, description: str, request: HttpRequest, path: Callable[[str], str]) -> dict[str, object]:
    """Return what the head of a page says that is no page of the tree: one in each language, whatever its query asks.

    `path` returns its address in a language.
    """
    alternates: list[Language] = []
    for code, _name in settings.LANGUAGES:
        url = path(code)
        full_url = request.build_absolute_uri(url)
        alternates.append(language(code, url=url, full_url=full_url, current=code == get_language()))
    english = request.build_absolute_uri(path(settings.LANGUAGE_CODE))
    return {
        "title": title,
        "description": description,
        "canonical": next((each["full_url"] for each in alternates if each["current"]), english),
        "alternates": alternates,
        "default": english,
        "image": request.build_absolute_uri(static(PREVIEW)),
        "og_type": "website",
    }


def _below(page: Page, part: PagePart | None) -> str | None:
    """Return the address of a part below its page, "" for the page itself, None where the page has no such part."""
    return (page.specific.part_path(part.key) or None) if part else ""


def _joined(address: str | None, below: str) -> str | None:
    return address and address + below


def page_meta(page: Page, request: HttpRequest | None, part: PagePart | None = None) -> dict[str, object]:
    """Return what the head of a page, or of a part of it, says. Alternates only where a translation really exists."""
    alternates = languages(page, request, part)
    source = next((each["full_url"] for each in alternates if each["code"] == settings.LANGUAGE_CODE), None)
    return {
        "title": part.title if part else page.seo_title or page.title,
        "description": part.description if part else page.meta_description,
        "canonical": _joined(page.get_full_url(request), _below(page, part) or ""),
        "alternates": alternates if len(alternates) > 1 else [],
        "default": source,
        "og_locale": _og_locale(page.locale.language_code),
        "image": request.build_absolute_uri(static(PREVIEW)) if request else None,
        "og_type": "website" if page.depth and page.depth <= 2 else "article",
    }


def _og_locale(language: str) -> str | None:
    country = settings.LANGUAGE_COUNTRIES.get(language)
    return f"{language}_{country}" if country else None


def graph(page: Page, request: HttpRequest | None, part: PagePart | None = None) -> Graph:
    """Return the schema.org objects of the page, or of a part of it, and its breadcrumbs."""
    trail = selectors.surroundings(page).trail
    items = [{"name": each.title, "item": each.get_full_url(request)} for each in [*trail, page]]
    if part:
        items.append({"name": part.title, "item": _joined(page.get_full_url(request), _below(page, part) or "")})
    crumbs = [
        {"@type": "ListItem", "position": position, **item}
        for position, item in enumerate(items, start=1)
        if item["item"]
    ]
    own: Graph = part.graph if part else page.get_schema_org(request)
    return [*own, {"@type": "BreadcrumbList", "itemListElement": crumbs}] if trail else own
