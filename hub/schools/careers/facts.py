"""Builds the facts on a careers page and its programme for the rules. Reads nothing from the database."""

from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet
from django.utils import timezone

from hub.publication.dates import AcademicYear
from hub.schools.careers.models.next_programme import NextProgramme
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity
from hub.schools.duties.parts import Rows, Terms
from hub.schools.duties.subject import WITHOUT_YEAR, CareersFacts, PlannedActivity
from hub.schools.text import plain


def planned(rows: Iterable[ProgrammeActivity], terms: Terms) -> tuple[PlannedActivity, ...]:
    """Return the rows of a programme as the rules read them; a row without year group and pathway is none."""
    return tuple(_planned(row, terms) for row in rows if row.year_group_id in terms.years or row.pathway)


def _planned(row: ProgrammeActivity, terms: Terms) -> PlannedActivity:
    kind = terms.kinds.get(row.kind_id)
    return PlannedActivity(
        year=terms.years.get(row.year_group_id or 0, WITHOUT_YEAR),
        pathway="" if row.year_group_id in terms.years else row.pathway,
        kind=kind.slug if kind else "",
        minutes=row.minutes or 0,
        counts=bool(kind and kind.counts),
        in_workplace=bool(kind and kind.in_workplace),
        term=row.term,
        criteria=tuple(row.criteria or ()),
    )


def careers_facts(page: CareersPage, programme: tuple[PlannedActivity, ...], terms: Terms) -> CareersFacts:
    own_links = (page.lmi_pupils_url, page.lmi_parents_url, page.lmi_teachers_url, page.lmi_checked_on)
    return CareersFacts(
        leader_name=plain(page.careers_leader_name),
        leader_email=page.careers_leader_email.strip(),
        leader_telephone=page.careers_leader_telephone.strip(),
        academic_year=AcademicYear.parse_or_none(page.academic_year),
        summary=plain(page.programme_summary),
        programme=programme,
        for_pupils=plain(page.information_for_pupils),
        for_parents=plain(page.information_for_parents),
        for_teachers=plain(page.information_for_teachers),
        for_employers=plain(page.information_for_employers),
        impact_measure=plain(page.impact_measure),
        impact=plain(page.impact),
        next_review=page.next_review,
        updated_on=timezone.localdate(page.last_published_at) if page.live and page.last_published_at else None,
        governor=plain(page.governor_name),
        governor_since=page.governor_since,
        guidance_by=plain(page.guidance_by),
        guidance_is_independent=page.guidance_is_independent,
        guidance_booking=plain(page.guidance_booking),
        parents_engagement=plain(page.parents_engagement),
        lmi_pupils_url=page.lmi_pupils_url,
        lmi_parents_url=page.lmi_parents_url,
        lmi_teachers_url=page.lmi_teachers_url,
        lmi_checked_on=page.lmi_checked_on,
        # Not asked for where the school's own links say all of it.
        figures_checked_on=None if all(own_links) else terms.figures_checked_on,
        destinations=plain(page.destinations),
        links_with_business=plain(page.links_with_business),
        cluster=plain(page.cluster_name),
    )


def facts(pages: Sequence[CareersPage], rows: Rows, terms: Terms) -> CareersFacts | None:
    """Return the facts of a school's careers page (hub.schools.duties.parts)."""
    return careers_facts(pages[0], planned(rows["programme"], terms), terms) if pages else None


def waiting(programmes: QuerySet[NextProgramme]) -> QuerySet[NextProgramme]:
    """Narrow programmes to those beside a public page, each with its school: they take its place on their day."""
    beside_public = programmes.filter(page__live=True)
    return beside_public.annotate(school=F("page__school"), school_id=F("page__school_id"))


def coming(programmes: Sequence[NextProgramme], rows: Rows, terms: Terms) -> AcademicYear | None:
    """Return the school year of the programme that waits beside a school's page (hub.schools.duties.parts)."""
    return programmes[0].year if programmes else None
