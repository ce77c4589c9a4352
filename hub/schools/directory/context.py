"""What the directory shows: a page of schools, or one school of the register that has no pages of its own."""

from django.http import HttpRequest
from django.utils import timezone

from hub.core.page_context import Context
from hub.schools.directory import listing, table, words
from hub.schools.directory.unregistered_school import expectations
from hub.schools.microsites.models import SchoolIndexPage
from hub.schools.register.links import neighbours
from hub.schools.register.models import School


def directory_context(
    page: SchoolIndexPage, request: HttpRequest, *, school: School | None = None, **kwargs: object
) -> Context:
    """Return what the template shows besides the page's own fields; for `school` alone, if there is one."""
    if school is not None:
        return unregistered_school(page, request, school)
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


def unregistered_school(page: SchoolIndexPage, request: HttpRequest, school: School) -> Context:
    """Return register facts, and what such a school publishes, for a school that has no page."""
    registration = school.registration_for(timezone.localdate())
    return {
        "school": school,
        "registration": registration,
        "neighbours": neighbours(school),
        "expected": expectations(registration),
        # A school may have a home page and no careers page: then this stands at an address of its own.
        "canonical": f"{page.get_url_parts(request)[1]}{request.path}",
    }
