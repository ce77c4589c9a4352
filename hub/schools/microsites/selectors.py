"""Queries for a school's microsite: which school a page belongs to, and what its masthead shows."""

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.core import base_templates
from hub.core.origins import current, split_language
from hub.core.page_context import Context
from hub.core.selectors import with_words
from hub.schools.microsites.colours import Palette, palette, parse
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.register.models import School

# The directory's part of an address (hub.urls names it too).
SCHOOLS = "schools"
# The only page types that can stand under a school: others are spared the query.
ROOMS = {"schools", "pages", "events"}
# A school's titles are long ("Careers at Marigold Park School"); its navigation says it in a word.
WORDS = {
    "careerspage": _("Careers"),
    "careerspolicypage": _("Policy"),
    "provideraccesspage": _("Providers"),
    "newsindexpage": _("News"),
    "eventcalendarpage": _("Events"),
    "annualreportpage": _("Yearly report"),
}
# Of pages that a school has many of, the band names the newest, by this field.
NEWEST_ONLY = {"annualreportpage": "dated"}


@dataclass(frozen=True)
class Microsite:
    """What a page under a school needs of it: the band, its navigation and its colours (None: the hub's own)."""

    home: "SchoolHomePage"
    nav: tuple[base_templates.NavItem, ...]
    palette: Palette | None

    @property
    def school(self) -> School:
        return self.home.school

    @property
    def name(self) -> str:
        return self.home.title

    @property
    def language(self) -> str:
        return self.home.locale.language_code

    @property
    def is_at_own_host(self) -> bool:
        return current() is not None


def home_above(page: Page) -> SchoolHomePage | None:
    """Return the school home page that is `page` or stands above it, or None."""
    if page._meta.label_lower == "schools.schoolhomepage":
        return page
    if page._meta.app_label not in ROOMS or not page.path or page.depth < 4:
        return None
    above = [page.path[: page.steplen * depth] for depth in range(3, page.depth)]
    homes = SchoolHomePage.objects
    related = ("school__borough", "locale", "alias_of")
    return homes.select_related(*related).filter(path__in=above).order_by("-depth").first()


def home_called(slug: str) -> SchoolHomePage:
    """Return a school's live, public home page by its part of the address, in the reader's language if it has one.

    Raises:
        Http404: when there is none.
    """
    homes = SchoolHomePage.objects
    homes = homes.live().public().filter(slug=slug).select_related("school", "locale")
    by_language = {home.locale.language_code: home for home in homes}
    for language in (get_language(), settings.LANGUAGE_CODE):
        if language in by_language:
            return by_language[language]
    raise Http404("no such school")


def children_in_band(home: SchoolHomePage) -> list[Page]:
    """Return the live, public children of a school's home page that its band names, in tree order.

    Remembered on the page itself, which shows them in its own text too.
    """
    if not hasattr(home, "_children_in_band"):
        home._children_in_band = _children(home) if home.path else []
    return home._children_in_band


def _children(home: SchoolHomePage) -> list[Page]:
    children = home.get_children().live().public().select_related("content_type", "alias_of").order_by("path")
    count = Counter(child.content_type.model for child in children)
    newest = {kind: _newest(home, kind) for kind in NEWEST_ONLY if count[kind] > 1}
    return [child for child in children if newest.get(child.content_type.model, child.pk) == child.pk]


def _newest(home: SchoolHomePage, kind: str) -> int:
    """Return the key of the newest live, public child of that kind."""
    model = ContentType.objects.get_by_natural_key("schools", kind).model_class()
    pages: PageQuerySet = model._default_manager.child_of(home).live().public()  # type: ignore[union-attr]
    return pages.order_by(NEWEST_ONLY[kind], "pk").values_list("pk", flat=True).last()


def microsite_of(page: Page, request: HttpRequest) -> Microsite | None:
    """Return the microsite that `page` belongs to, with the navigation marked for it; None outside schools."""
    home = home_above(page)
    if home is None or home.school_id is None:
        return None
    # In another language the home page is often an alias, which would send its readers to the English one.
    nav = [
        base_templates.NavItem(_("Home"), with_words(home).get_url(request) or "", "page" if page.pk == home.pk else "")
    ]
    for child in children_in_band(home):
        current = "page" if child.pk == page.pk else "true" if (page.path or "").startswith(child.path) else ""
        nav.append(
            base_templates.NavItem(
                WORDS.get(child.content_type.model, child.title),
                with_words(child).specific_deferred.get_url(request) or "",
                current,
            )
        )
    colour = parse(home.colour)
    return Microsite(home, tuple(nav), palette(colour) if colour else None)


def school_base(page: Page, request: HttpRequest) -> base_templates.Base | None:
    """Return the base template of a page under a school (a finder of hub.core.base_templates)."""
    microsite = microsite_of(page, request)
    if microsite is None:
        return None
    if getattr(page, "school_id", None) == microsite.school.pk:
        # Read with the home page: what the page shows of its school reads neither it nor its borough again.
        page.school = microsite.school
    return base_templates.Base("pages/schools/_school_base.html", {"microsite": microsite})


def not_found_here(request: HttpRequest) -> tuple[str, Context] | None:
    """Dress the page that says there is nothing, where that is below a school's home page (hub.core.not_found)."""
    parts = split_language(request.path)[1].split("/")
    if len(parts) < 4 or parts[1] != SCHOOLS:
        return None
    try:
        home = home_called(parts[2])
    except Http404:
        return None
    return "pages/schools/not_found.html", {"page": home, "microsite": microsite_beside(home, request)}


def microsite_beside(home: SchoolHomePage, request: HttpRequest) -> Microsite:
    """Return the microsite as it is seen from an address below it that is none of its pages."""
    microsite = microsite_of(home, request)
    assert microsite, "a school's home page is its own microsite"
    return replace(microsite, nav=tuple(item._replace(current="") for item in microsite.nav))


def with_public_pages(schools: Collection[int]) -> set[int]:
    """Return those of `schools` (keys) whose home page is live, or that were closed here (hub.schools.register.public).

    All of the register's numbers at once would be too many for one query.
    """
    public = Q(live=True) | Q(school__status=School.Status.CLOSED)
    homes = SchoolHomePage.objects.filter(public).exclude(school=None)
    return set(homes.values_list("school_id", flat=True)).intersection(schools)


def addresses_without_home(pages: Sequence[Page], on: datetime.date, deleted: bool) -> list[str]:
    """Say what is read at the address of a school whose home page goes (hub.core.consequences)."""
    n = len({page.school_id for page in pages if isinstance(page, SchoolHomePage) and page.live})
    words = ngettext(
        "The school's address then shows only what the register says of the school.",
        "The addresses of %(n)d schools then show only what the register says of them.",
        n,
    )
    return [words % {"n": n}] if n else []
