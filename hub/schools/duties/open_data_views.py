"""The views of the open data: a school as JSON, a borough as CSV, and a page that explains both.

Public and without a key for the same reason as the calendar (calendar_feed): all of it can be read on the public pages.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from curriculum.models import Borough
from hub.core.cors import for_every_site
from hub.core.spreadsheets import harmless
from hub.schools.duties import open_data as selectors
from hub.schools.duties.asked import by_family
from hub.schools.duties.calendar_feed import HELD_SECONDS
from hub.schools.duties.due import public_homes, schools_at_work
from hub.schools.duties.judging import Judged
from hub.schools.duties.open_data import Documents, Field
from hub.schools.register.models import School

EXAMPLE = {
    "rule": "PUB-08",
    "title": "Date of the next review",
    "strength": "must",
    "status": "expiring",
    "source": "School Information Regulations 2008, amended 2018",
    "law": "the date of the school’s next review of the information published",
    "law_reference": "School Information (England) Regulations 2008 Schedule 4, paragraph 15, 2018-09-01",
    "law_link": "https://www.legislation.gov.uk/uksi/2008/3093",
    "reading": "A day that has passed is no longer the date of a next review.",
    "message": "Met until 14 January 2027",
    "due": "2027-01-14",
    "since": "2026-11-16",
}


@for_every_site
def school_duties(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Answer with the findings of the school called `slug`; 404 where the school has no public pages here."""
    school = School.called(slug)
    if school is None or not schools_at_work().filter(pk=school.pk).exists():
        return JsonResponse({"error": _("No school of that name has public pages here.")}, status=404)
    if school.slug != slug:
        return redirect("school_duties", school.slug, permanent=True)
    home = public_homes().get(school=school)
    found = selectors.one_school(school, home, on=timezone.localdate(), request=request)
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response


@for_every_site
def borough_duties(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Answer with every finding of a borough's open schools with public pages, a row each; 404 for no borough."""
    borough = Borough.objects.filter(slug=slug).first()
    if borough is None:
        return HttpResponse(_("There is no such borough."), status=404, content_type="text/plain; charset=utf-8")
    found, documents = selectors.schools_of(borough, on=timezone.localdate(), request=request)
    response = StreamingHttpResponse(lines(found, documents), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="duties-{borough.slug}.csv"'
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response


class Echo:
    """A file object for the csv module that returns what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(found: list[Judged], documents: Documents) -> Iterator[str]:
    """Return the lines of the CSV file, the header first."""
    writer = csv.DictWriter(Echo(), [field.name for field in selectors.CSV])
    yield writer.writeheader()
    for each in found:
        for row in selectors.rows(documents.of(each)):
            yield writer.writerow({name: cell(value) for name, value in row.items()})


def cell(value: object) -> object:
    return harmless(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Fields:
    """What the data hold, by the part of the document they stand in."""

    object_fields: Sequence[Field]
    page_fields: Sequence[Field]
    finding_fields: Sequence[Field]
    csv_fields: Sequence[Field]
    csv_pages: Sequence[Field]


FIELDS = Fields(
    object_fields=(*selectors.SCHOOL, *selectors.ABOUT),
    page_fields=selectors.PAGES,
    finding_fields=selectors.FINDING,
    csv_fields=selectors.CSV,
    csv_pages=selectors.CSV_PAGES,
)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what the data are, field by field, and what they are not."""
    return render(
        request,
        "pages/schools/duties_data.html",
        {
            "boroughs": selectors.boroughs(),
            "asked": by_family(),
            "view": FIELDS,
            "example": EXAMPLE,
            "licence": selectors.LICENCE,
            "note": selectors.NOTE,
        },
    )
