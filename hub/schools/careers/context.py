"""Template context of the public careers page and the careers policy."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from curriculum.hours import HUNDRED_HOURS_BY_YEAR, HUNDRED_HOURS_MINUTES, by_year, counted_total, running_total
from hub.core.page_context import Context
from hub.labour_market.near import Leavers, Near, leavers, near
from hub.publication.dates import AcademicYear
from hub.publication.rules import Strength, evaluate
from hub.schools.careers.curriculum_map.activities import of_rows
from hub.schools.careers.curriculum_map.maps import SchoolMap, school_map
from hub.schools.careers.facts import planned
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity
from hub.schools.careers.programme import hours
from hub.schools.careers.totals import totals_of
from hub.schools.careers.units import lesson_path, public_units
from hub.schools.duties.parts import Found
from hub.schools.duties.published import Published, is_judged, published_by, subject_from
from hub.schools.duties.rules import RULES, RULES_BY_ID
from hub.schools.duties.statement import claims, unknowable
from hub.schools.duties.subject import SECONDARY_YEARS
from hub.schools.microsites.print_footer import Sheet, day, sheet
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.print_footer import approved
from hub.schools.text import plain
from hub.schools.validators import telephone_link, telephone_text

BAR_WIDTH = 96


def careers_sheet(page: CareersPage, approval: Approval | None, *, on: datetime.date) -> Sheet:
    """`approval`: the latest approval of the policy by the governing body."""
    policy = [_("Careers policy: %(what)s") % {"what": approved(approval, on)}] if approval else []
    dates = [
        _("Page reviewed %(day)s.") % {"day": day(page.last_reviewed)} if page.last_reviewed else "",
        _("Next review due by %(day)s.") % {"day": day(page.next_review)} if page.next_review else "",
    ]
    return sheet(page, [*policy, *dates], on=on)


@dataclass(frozen=True, slots=True)
class YearLine:
    """What one year group gets: its activities, its minutes, and what has been reached by its end (None: after)."""

    number: int
    rows: tuple[ProgrammeActivity, ...]
    minutes: int
    reached: int | None

    @property
    def hours(self) -> float:
        return hours(self.minutes)

    @property
    def hours_in_all(self) -> float:
        return hours(self.reached or 0)

    @property
    def bar_start(self) -> float:
        before = (self.reached or 0) - self.minutes
        return round(min(before / HUNDRED_HOURS_MINUTES, 1) * BAR_WIDTH, 1)

    @property
    def bar_length(self) -> float:
        end = min((self.reached or 0) / HUNDRED_HOURS_MINUTES, 1) * BAR_WIDTH
        return max(round(end - self.bar_start, 1), 0)


@dataclass(frozen=True, slots=True)
class PathwayLine:
    """What those on one pathway or course get, and its minutes that count."""

    name: str
    rows: tuple[ProgrammeActivity, ...]
    minutes: int

    @property
    def hours(self) -> float:
        return hours(self.minutes)


@dataclass(frozen=True, slots=True)
class CareersView:
    """What only the careers page shows of itself. `target`: whether the school is asked for the 100 hours.

    `paper_copy`: whether parents may ask for it on paper, free of charge (School Information Regulations 2008,
    regulations 10(3) and 11: maintained schools). `coming`: the year for which a programme waits for its first day.
    `near`: figures of its borough; `leavers`: what the DfE publishes of where its leavers went, or the borough's.
    `approval`: the governors' latest of the policy. `policy`, `access` and `report` are the school's other pages, each
    None where there is none that is public. `clusters`: its memberships, each with the public page of its `cluster`.
    """

    telephone: str
    telephone_link: str
    parent_summary: str
    years: list[YearLine]
    pathways: list[PathwayLine]
    target: bool
    paper_copy: bool
    academic_year: AcademicYear | None
    coming: AcademicYear | None
    approval: Approval | None
    policy: Page | None
    access: Page | None
    report: Page | None
    near: Near
    leavers: list[Leavers]
    clusters: Found


def year_lines(found: Published) -> list[YearLine]:
    """Return a line for each year taught from Year 7 and each year in the programme, with running totals."""
    rows = sorted(found.rows.get("programme", ()), key=lambda row: row.sort_order or 0)
    units = public_units(rows)
    by_number: defaultdict[int, list[ProgrammeActivity]] = defaultdict(list)
    for row in rows:
        row.unit_page, row.lesson_path = units.get(row.unit_id), lesson_path(row, units)
        by_number[found.terms.years.get(row.year_group_id, 0)].append(row)
    minutes = by_year(planned.activity for planned in planned(rows, found.terms))
    taught = frozenset(found.registration.years_taught or ()) if found.registration else frozenset()
    numbers = sorted({number for number in by_number if number} | (SECONDARY_YEARS & taught))
    reached = running_total(minutes, years=[number for number in numbers if number <= HUNDRED_HOURS_BY_YEAR])
    if _goes_by_pathway(found):
        # Nothing is missing from a year group there: its students follow courses, its pupils pathways.
        numbers = [number for number in numbers if number in by_number]
    return [YearLine(n, tuple(by_number.get(n, ())), minutes.get(n, 0), reached.get(n)) for n in numbers]


def _goes_by_pathway(found: Published) -> bool:
    """Tell whether a year without activities is no gap: at a college, and at a special school that has pathways."""
    at = found.registration
    if at is None or not at.goes_by_pathway:
        return False
    return at.is_college or any(row.year_group_id is None for row in found.rows.get("programme", ()))


def pathway_lines(found: Published) -> list[PathwayLine]:
    """Return a line for each pathway or course in place of a year group, in the order of the programme."""
    rows = sorted(
        (row for row in found.rows.get("programme", ()) if row.year_group_id not in found.terms.years),
        key=lambda row: row.sort_order or 0,
    )
    names = dict.fromkeys(row.pathway for row in rows if row.pathway)
    lines = []
    for name in names:
        own = tuple(row for row in rows if row.pathway == name)
        lines.append(PathwayLine(name, own, counted_total(each.activity for each in planned(own, found.terms))))
    return lines


def map_of(found: Published, request: HttpRequest | None) -> SchoolMap | None:
    """Return the curriculum map of a programme whose rows know their units (year_lines)."""
    rows = sorted(found.rows.get("programme", ()), key=lambda row: row.sort_order or 0)
    units = {row.unit_id: row.unit_page for row in rows if row.unit_page is not None}
    activities = of_rows(rows, years=found.terms.years)
    return school_map(activities, terms=found.terms, registration=found.registration, units=units, request=request)


def english_of(page: Page) -> Page | None:
    """Return the live English page that `page` translates, or None if it is the English page."""
    english = Locale.get_default()
    if page.locale_id == english.pk:
        return None
    return page.get_translations().live().filter(locale=english).first()


def careers_context(page: CareersPage, *, on: datetime.date, request: HttpRequest | None = None) -> Context:
    """Return what the careers page's template shows besides the page's own fields."""
    school = page.school
    found, borough = published_by(school, on=on, draft=page), school.borough.slug if school.borough else ""
    nearby = near(borough, on=on)
    # Read once for the page: they are its evidence too.
    found.terms.figures_checked_on = nearby.checked_on
    subject = subject_from(school, found)
    totals = totals_of(found, subject, on=on)
    judged, year = is_judged(page), AcademicYear.parse_or_none(page.academic_year)
    approval, findings = _governors_latest(found, on), evaluate(subject, RULES, on) if judged else []
    view = CareersView(
        telephone=telephone_text(page.careers_leader_telephone),
        telephone_link=telephone_link(page.careers_leader_telephone),
        parent_summary=plain(page.parent_summary),
        years=year_lines(found),
        pathways=pathway_lines(found),
        target=bool(totals.hundred and totals.hundred.target),
        paper_copy=RULES_BY_ID["PUB-09"].binds(subject) is Strength.MUST,
        academic_year=year,
        coming=subject.coming if judged and subject.coming and (year is None or subject.coming > year) else None,
        approval=approval,
        policy=found.first("policy"),
        access=found.first("provider_access"),
        report=max(found.all("reports"), key=lambda report: report.dated, default=None),
        near=nearby,
        leavers=leavers(found.registration.urn if found.registration else None, borough),
        clusters=found.all("clusters"),
    )
    return {
        "view": view,
        "english": None if judged else english_of(page),
        "registration": found.registration,
        "totals": totals if judged else None,  # a page in another language is shorter
        "school_map": map_of(found, request),
        "sheet": careers_sheet(page, approval, on=on),
        "claims": claims(findings),
        "unknowable": unknowable(findings),
        "checked_on": on,
    }


def _governors_latest(found: Published, on: datetime.date) -> Approval | None:
    """Return the latest approval of the policy by the governing body."""
    held = [record for record in found.all("approvals") if record.is_by_governors and record.meeting_date <= on]
    return max(held, key=lambda record: record.meeting_date, default=None)


def page_context(page: CareersPage, request: HttpRequest, **kwargs: object) -> Context:
    return careers_context(page, on=timezone.localdate(), request=request)
