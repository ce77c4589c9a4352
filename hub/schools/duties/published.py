"""Builds what the rules judge, from a page (draft or live) and everything else the school has published."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from wagtail.models import Locale, PageViewRestriction

from curriculum.models import ActivityKind, YearGroup
from hub.publication.dates import AcademicYear
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity
from hub.schools.careers.rules.ambitions import TOPICS
from hub.schools.duties.subject import (
    ApprovalFact,
    CareersFacts,
    PlannedActivity,
    PolicyFacts,
    ReportFact,
    SchoolSubject,
)
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.provider_access.facts import provider_access_facts
from hub.schools.provider_access.models import AccessTime, Encounter, ProviderAccessPage
from hub.schools.register.models import Registration, School
from hub.schools.text import plain


class Terms:
    """The two vocabularies that programme rows point to, read once."""

    def __init__(self) -> None:
        self.kinds = {kind.pk: kind for kind in ActivityKind.objects.all()}
        self.years = dict(YearGroup.objects.values_list("pk", "number"))

    def planned(self, rows: Iterable[ProgrammeActivity]) -> tuple[PlannedActivity, ...]:
        return tuple(self._planned(row) for row in rows if row.year_group_id in self.years)

    def _planned(self, row: ProgrammeActivity) -> PlannedActivity:
        kind = self.kinds.get(row.kind_id)
        return PlannedActivity(
            year=self.years[row.year_group_id],
            kind=kind.slug if kind else "",
            minutes=row.minutes or 0,
            counts=bool(kind and kind.counts),
            in_workplace=bool(kind and kind.in_workplace),
            term=row.term,
            criteria=tuple(row.criteria or ()),
        )


def careers_facts(page: CareersPage, programme: tuple[PlannedActivity, ...]) -> CareersFacts:
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
        governor=plain(page.governor_name),
        governor_since=page.governor_since,
        guidance_by=plain(page.guidance_by),
        guidance_is_independent=page.guidance_is_independent,
        guidance_booking=plain(page.guidance_booking),
        parents_engagement=plain(page.parents_engagement),
        lmi_pupils_url=page.lmi_pupils_url,
        lmi_parents_url=page.lmi_parents_url,
        lmi_checked_on=page.lmi_checked_on,
        destinations=plain(page.destinations),
        links_with_business=plain(page.links_with_business),
        cluster=plain(page.cluster_name),
    )


def policy_facts(page: CareersPolicyPage) -> PolicyFacts:
    filled = {block.block_type for block in page.sections if plain(_source(block.value))}
    return PolicyFacts(topics=frozenset(filled & TOPICS.keys()), has_text=bool(filled))


def _source(value: Any) -> str:
    return value.source if hasattr(value, "source") else value["text"].source


def _approval(record: Approval) -> ApprovalFact:
    return ApprovalFact(
        meeting_date=record.meeting_date, by_governors=record.is_by_governors, body_name=record.body_name
    )


def _report(page: AnnualReportPage) -> ReportFact:
    return ReportFact(dated=page.dated, year=page.year)


JUDGED = (CareersPage, CareersPolicyPage, AnnualReportPage, ProviderAccessPage)


def in_english(model: Any) -> Any:
    """Return the live pages of `model` in the language in which the legal parts must exist."""
    english = model.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    return english.order_by("path")


def public(pages: Iterable[Any]) -> list[Any]:
    """Leave out what is not open to everybody: a page behind a password is not published."""
    closed = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    return [page for page in pages if not page.path.startswith(closed)]


@dataclass(frozen=True)
class Published:
    """What a school has published and recorded, read once for everything that is shown of it on one day."""

    registration: Registration | None
    careers: CareersPage | None
    rows: tuple[ProgrammeActivity, ...]
    policy: CareersPolicyPage | None
    reports: tuple[AnnualReportPage, ...]
    approvals: tuple[Approval, ...]
    terms: Terms
    provider_access: ProviderAccessPage | None = None
    times: tuple[AccessTime, ...] = ()
    encounters: tuple[Encounter, ...] = ()


def published_by(school: School, *, on: datetime.date, careers: CareersPage | None = None) -> Published:
    """Return what `school` has published; `careers`, if given, stands for its careers page (a draft, say)."""
    of_school = [
        *in_english(CareersPolicyPage).filter(school=school),
        *in_english(AnnualReportPage).filter(school=school),
        *in_english(ProviderAccessPage).filter(school=school),
    ]
    if careers is None:
        of_school += in_english(CareersPage).filter(school=school)
    pages = public(of_school)
    careers = careers or next((page for page in pages if isinstance(page, CareersPage)), None)
    access = next((page for page in pages if isinstance(page, ProviderAccessPage)), None)
    return Published(
        registration=school.registration_on(on),
        careers=careers,
        rows=tuple(careers.programme.all()) if careers else (),
        policy=next((page for page in pages if isinstance(page, CareersPolicyPage)), None),
        reports=tuple(page for page in pages if isinstance(page, AnnualReportPage)),
        approvals=tuple(school.approvals.filter(kind=Approval.Kind.POLICY).defer("snapshot")),
        terms=Terms(),
        provider_access=access,
        times=tuple(access.times.all()) if access else (),
        encounters=tuple(access.encounters.all()) if access else (),
    )


# The child rows of a page, by relation, and where `Published` keeps them.
ROWS_OF: dict[type, dict[str, str]] = {
    CareersPage: {"programme": "rows"},
    ProviderAccessPage: {"times": "times", "encounters": "encounters"},
}


def is_judged(page: Any) -> bool:
    """Tell whether rules speak about `page`: a translation is extra, the legal parts stand in English."""
    if page.school_id is None:
        return False
    return not page.locale_id or page.locale_id == Locale.get_default().pk


def subject_of(
    page: CareersPage | CareersPolicyPage | AnnualReportPage | ProviderAccessPage,
    *,
    on: datetime.date,
    children: Mapping[str, list] | None = None,
) -> SchoolSubject | None:
    """Return the subject for a school as it would stand with `page` published, or None for a translation.

    `children` replaces the page's child rows by those of a form that is being checked.
    """
    if not is_judged(page):
        return None
    school = page.school
    found = published_by(school, on=on, careers=page if isinstance(page, CareersPage) else None)
    if isinstance(page, CareersPolicyPage):
        found = replace(found, policy=page)
    if isinstance(page, AnnualReportPage):
        found = replace(found, reports=(*(each for each in found.reports if each.pk != page.pk), page))
    if isinstance(page, ProviderAccessPage):
        times, encounters = tuple(page.times.all()), tuple(page.encounters.all())
        found = replace(found, provider_access=page, times=times, encounters=encounters)
    rows = ROWS_OF.get(type(page), {})
    posted: dict[str, Any] = {rows[name]: tuple(given) for name, given in (children or {}).items() if name in rows}
    found = replace(found, **posted)
    return subject_from(school, found)


def registered(school: School, registration: Registration | None) -> SchoolSubject:
    """Return what the register says of `school`, as the subject of a school that has published nothing."""
    years = registration.years_taught if registration else None
    return SchoolSubject(
        name=school.name,
        type_code=registration.type_code or None if registration else None,
        years=None if years is None else frozenset(years),
        in_hospital=school.in_hospital,
    )


def subject_from(school: School, found: Published) -> SchoolSubject:
    """Return the subject for `school` from what it has published. Reads nothing."""
    return replace(
        registered(school, found.registration),
        careers=careers_facts(found.careers, found.terms.planned(found.rows)) if found.careers else None,
        policy=policy_facts(found.policy) if found.policy else None,
        provider_access=provider_access_facts(found.provider_access, found.times, found.encounters)
        if found.provider_access
        else None,
        approvals=tuple(_approval(record) for record in found.approvals),
        reports=tuple(_report(page) for page in found.reports),
    )
