"""Adapters for a school's pages, found only in the search inside that school. The hub's own texts are not indexed."""

import dataclasses

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils.translation import override
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from hub.pages.models import EventPage, NewsPage, StandardPage
from hub.pages.selectors import when
from hub.schools.microsites.selectors import home_above
from hub.schools.models import AnnualReportPage, CareersPage, CareersPolicyPage, ProviderAccessPage, SchoolHomePage
from search.index.adapters.base import Adapter, Document, stream_text

KIND = "page"
# Root, front page, directory, school.
HOME_DEPTH = 4
HOME_READ = "school_of_home"


class SchoolAdapter(Adapter):
    """A page under a school's live home page; the same type elsewhere is not searched."""

    kind = KIND
    plain: tuple[str, ...] = ()
    rich: tuple[str, ...] = ()
    stream = "body"

    def school_of(self, page: Page) -> int | None:
        """Return the id of the school whose live home page is an ancestor, or None."""
        if (read := getattr(page, HOME_READ, None)) is not None:
            return read
        home = home_above(page)
        return home.school_id if home and home.live else None

    def covers(self, page: Page) -> bool:
        return self.school_of(page) is not None

    def narrow(self, queryset: QuerySet) -> QuerySet:
        homes = SchoolHomePage.objects.filter(live=True, path=Substr(OuterRef("path"), 1, Page.steplen * HOME_DEPTH))
        # Read with the page: a rebuild would ask for the home page of each.
        return queryset.filter(Exists(homes)).annotate(**{HOME_READ: Subquery(homes.values("school")[:1])})

    def texts(self, page: Page) -> dict[str, str]:
        lines = [str(getattr(page, name)) for name in self.plain]
        lines += [get_text_for_indexing(getattr(page, name)) for name in self.rich]
        if self.stream:
            lines.append(stream_text(getattr(page, self.stream)))
        return {"points": page.summary, "body": "\n".join(filter(None, lines))}

    def document(self, page: Page) -> Document:
        """Read a page. It carries no filters: those are about lessons."""
        return dataclasses.replace(super().document(page), school_id=self.school_of(page), facets=frozenset())


class CareersPageAdapter(SchoolAdapter):
    model = CareersPage
    plain = ("careers_leader_name", "office_hours", "interpreter", "impact_measure", "guidance_by", "governor_name")
    rich = (
        "parent_summary",
        "programme_summary",
        "information_for_pupils",
        "information_for_parents",
        "information_for_teachers",
        "information_for_employers",
        "parents_engagement",
        "impact",
        "guidance_booking",
        "destinations",
        "links_with_business",
    )

    def texts(self, page: CareersPage) -> dict[str, str]:
        rows = [part for row in page.programme.all() for part in (row.title, row.employer_or_provider)]
        return {**super().texts(page), "outcome": "\n".join(filter(None, rows))}


class CareersPolicyAdapter(SchoolAdapter):
    model = CareersPolicyPage
    stream = "sections"


class AnnualReportAdapter(SchoolAdapter):
    model = AnnualReportPage
    plain = ("academic_year",)
    rich = ("went_well", "changing")


class ProviderAccessAdapter(SchoolAdapter):
    model = ProviderAccessPage
    plain = ("contact_name",)
    rich = (
        "procedure",
        "grounds_for_granting",
        "grounds_for_refusing",
        "premises",
        "meetings_first",
        "meetings_second",
        "meetings_third",
    )
    stream = ""

    def texts(self, page: ProviderAccessPage) -> dict[str, str]:
        lines = [row.what for row in page.times.all()]
        return {**super().texts(page), "outcome": "\n".join(filter(None, lines))}


class StandardPageAdapter(SchoolAdapter):
    model = StandardPage


class NewsAdapter(SchoolAdapter):
    model = NewsPage


class EventAdapter(SchoolAdapter):
    """Events inside their school, those that are over too: what is shown begins with the day."""

    model = EventPage
    plain = ("place", "years", "adjustments")

    def document(self, page: EventPage) -> Document:
        document = super().document(page)
        with override(document.locale):
            return dataclasses.replace(document, summary=f"{when(page)}. {page.summary}".strip())
