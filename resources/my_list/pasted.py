"""What somebody pastes into the field "Add": the address of a lesson, a resource or another list."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from curriculum.models import UnitPage
from resources.models import CollectionPage, LessonResourcePage
from resources.my_list.address import Item, ListAddress

LONGEST = 4000


def items_at(text: str, request: HttpRequest) -> list[Item]:
    """Return what an address of this hub names, as items of a list; nothing for any other text."""
    try:
        parts = urlsplit(text.strip()[:LONGEST])
        host = parts.netloc
    except ValueError:
        return []
    if host and host != request.get_host():
        return []
    language = translation.get_language_from_path(parts.path)
    with translation.override(language or "en"):
        if parts.path == reverse("my_list"):
            return list(ListAddress.parse(QueryDict(parts.query)).items)
        below = parts.path.removeprefix(f"/{language}/") if language else parts.path
        item = _page_at(below, request)
    return [item] if item else []


def _page_at(path: str, request: HttpRequest) -> Item | None:
    """Return the page or lesson at a path, without its language, in the language that is in force."""
    site = Site.find_for_request(request)
    components = [part for part in path.split("/") if part]
    if not site or not components:
        return None
    root: Page = site.root_page.localized.specific
    try:
        page, args, kwargs = root.route(request, components)
    except Http404:
        return None
    if not isinstance(page, UnitPage | LessonResourcePage | CollectionPage):
        return None
    # The route of a lesson within its unit: (view, its arguments, its named arguments).
    within = args[2] if len(args) == 3 else kwargs
    return Item(page.pk, str(within.get("lesson", "")))
