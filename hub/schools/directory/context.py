"""What the directory shows: a page of schools, or one school of the register that has no pages of its own."""

from django.http import HttpRequest
from django.utils import timezone

from hub.core.origins import full
from hub.core.page_context import Context
from hub.schools.directory import listing, table, words
from hub.schools.directory.unregistered_school import expectations
from hub.schools.microsites.models import CAREERS, SchoolHomePage, SchoolIndexPage
from hub.schools.microsites.selectors import microsite_beside
from hub.schools.register.links import neighbours
from hub.schools.register.models import School


def directory_context(
    page: SchoolIndexPage,
    request: HttpRequest,
    *,
    school: School | None = None,
    home: SchoolHomePage | None = None,
    **kwargs: object,
) -> Context:
    """Return what the template shows besides the page's own fields; for `school` alone, if there is one."""
    if school is not None:
        return unregistered_school(page, request, school, home)
    today, asked = timezone.localdate(), listing.DirectoryRequest.from_query(request.GET)
    held = table.current()
    reading = words.read(asked.words, held)
    found = listing.find(asked, on=today, reading=reading, table=held)
    return {
        "asked": asked,
        "found": found.page,
        "notice": reading.notice,
        "place": reading.place,
        "lines": listing.listed(found.page, on=today, distances=found.distances),
        "boroughs": listing.boroughs(),
        "stages": listing.stages(),
        "groups": listing.groups(),
        "published": listing.PUBLISHED,
        "sort": found.sort,
        "sorts": found.sorts,
    }


def unregistered_school(
    page: SchoolIndexPage, request: HttpRequest, school: School, home: SchoolHomePage | None
) -> Context:
    """Return register facts, and what such a school publishes, for a school that has no careers page.

    `home`: its home page, if it has one. Then this stands below it, in the school's own colours, at an address of its
    own; without one, where a careers page would be is the same as where the school is.
    """
    at = request.path if home else request.path.removesuffix(f"{CAREERS}/")
    registration = school.registration_for(timezone.localdate())
    return {
        "school": school,
        "registration": registration,
        "neighbours": neighbours(school),
        "expected": expectations(registration),
        "canonical": full(at),
        **(_below(home, request) if home else {}),
    }


def _below(home: SchoolHomePage, request: HttpRequest) -> Context:
    return {"base_template": "pages/schools/_school_base.html", "microsite": microsite_beside(home, request)}
