"""Judging many schools at once: in a number of queries that does not grow with them, and each distinct subject once."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from hub.publication.rules import Finding, Rule, evaluate
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity
from hub.schools.duties.published import JUDGED, Published, Terms, in_english, public, subject_from
from hub.schools.duties.rules import RULES
from hub.schools.duties.subject import SchoolSubject
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.provider_access.models import AccessTime, Encounter, ProviderAccessPage
from hub.schools.register.models import School


@dataclass(frozen=True, slots=True)
class Judged:
    """One school, what it has published, and what the rules find there, in their order."""

    school: School
    found: Published
    findings: tuple[Finding, ...]


class Judge:
    """Judges subjects by `rules` on one day, each distinct one once. What it remembers goes with it.

    No rule reads a school's name, and in anything else schools that have published nothing hardly differ: those of one
    type and age range are one subject.
    """

    def __init__(self, rules: Sequence[Rule], on: datetime.date):
        self._rules, self._on = rules, on
        self._known: dict[SchoolSubject, tuple[Finding, ...]] = {}

    @property
    def distinct(self) -> int:
        """How many different subjects it has judged."""
        return len(self._known)

    def findings(self, subject: SchoolSubject) -> tuple[Finding, ...]:
        nameless = replace(subject, name="")
        found = self._known.get(nameless)
        if found is None:
            found = self._known[nameless] = tuple(evaluate(nameless, self._rules, self._on))
        return found


def judged(schools: QuerySet[School], *, on: datetime.date, rules: Sequence[Rule] = RULES) -> Iterator[Judged]:
    """Judge each of `schools`, which must have their registrations prefetched, by `rules` on the day `on`."""
    judge = Judge(rules, on)
    for school, found in published_by_all(schools, on=on):
        yield Judged(school, found, judge.findings(subject_from(school, found)))


def published_by_all(schools: QuerySet[School], *, on: datetime.date) -> Iterator[tuple[School, Published]]:
    """Return each of `schools` with what it has published and recorded; reads nothing of other schools."""
    terms = Terms()
    keys = schools.order_by().values("pk")
    of_schools: defaultdict[int, dict[type, list]] = defaultdict(lambda: defaultdict(list))
    pages = [each for model in JUDGED for each in in_english(model).filter(school__in=keys)]
    approvals = Approval.objects.filter(kind=Approval.Kind.POLICY, school__in=keys).defer("snapshot")
    for page in [*public(pages), *approvals]:
        of_schools[page.school_id][type(page)].append(page)
    programmes, times, encounters = (_by_page(model, keys) for model in (ProgrammeActivity, AccessTime, Encounter))
    for school in schools:
        own = of_schools.get(school.pk, {})
        careers = next(iter(own.get(CareersPage, ())), None)
        access = next(iter(own.get(ProviderAccessPage, ())), None)
        yield (
            school,
            Published(
                registration=school.registration_on(on),
                careers=careers,
                rows=programmes(careers),
                policy=next(iter(own.get(CareersPolicyPage, ())), None),
                reports=tuple(own.get(AnnualReportPage, ())),
                approvals=tuple(own.get(Approval, ())),
                terms=terms,
                provider_access=access,
                times=times(access),
                encounters=encounters(access),
            ),
        )


def _by_page(model: Any, schools: QuerySet) -> Callable[[Any], tuple]:
    """Read the rows of `model` on live pages of `schools` (keys); the answer gives those of one page, none for none."""
    rows: defaultdict[int, list] = defaultdict(list)
    for row in model.objects.filter(page__live=True, page__school__in=schools).order_by("sort_order", "pk"):
        rows[row.page_id].append(row)
    return lambda page: tuple(rows.get(page.pk, ())) if page else ()
