"""What stands round every page: the four words of the navigation, and whose masthead a page wears.

A room above may give pages under its own subtree another base template. `hub.schools` registers one in
`SchoolsConfig.ready()`, so that a news or standard page under a school carries the school's band:

    chrome.register_base(school_base)

    def school_base(page, request) -> chrome.Base | None:
        school = ...  # None when the page stands under no school
        return chrome.Base("pages/schools/school_base.html", {"school": school, ...})

Templates of pages that may stand anywhere open with `{% extends base_template %}`; `BasePage.get_context()` puts
`base_template` and the extra context there. The base given must extend `base_page.html`.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

HUB_BASE = "base_page.html"


class Base(NamedTuple):
    """A base template and what it needs in its context."""

    template: str
    context: dict[str, object]


BaseFinder = Callable[[Page, HttpRequest], Base | None]
_finders: list[BaseFinder] = []


def register_base(finder: BaseFinder) -> BaseFinder:
    """Register `finder(page, request) -> Base | None`; the first that answers decides. Called from ready()."""
    _finders.append(finder)
    return finder


def base_for(page: Page, request: HttpRequest) -> Base:
    """Return the base a page wears: the first registered one that claims it, else the hub's own."""
    found = (finder(page, request) for finder in _finders)
    return next((base for base in found if base is not None), Base(HUB_BASE, {}))


class NavItem(NamedTuple):
    """One word of the navigation. `current` is "page" on the page itself, "true" below it, else empty."""

    label: str | Promise
    url: str
    current: str


# (word, address, further trees that belong to it); the first match decides, so the map comes before the curriculum.
SECTIONS = (
    (_("Map"), "/curriculum/map/", ()),
    (_("Schools"), "/schools/", ()),
    (_("Parents"), "/parents/", ()),
    (_("Lessons"), "/search/", ("/curriculum/", "/resources/")),
)
ORDER = (3, 0, 1, 2)


def search_url() -> str:
    try:
        return reverse("search")
    except NoReverseMatch:
        return "/search/"


def navigation(path: str) -> list[NavItem]:
    """Return the navigation as seen from the address `path` (with or without a language prefix)."""
    for code, _name in settings.LANGUAGES:
        path = path.removeprefix(f"/{code}") if path.startswith(f"/{code}/") else path
    here = next((i for i, (_l, url, more) in enumerate(SECTIONS) if path.startswith((url, *more))), None)
    items = []
    for i in ORDER:
        label, url, _more = SECTIONS[i]
        current = "" if i != here else "page" if path == url else "true"
        items.append(NavItem(label, search_url() if url == "/search/" else url, current))
    return items
