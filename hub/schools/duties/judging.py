"""Judging many schools at once: in a number of queries that does not grow with them, and each distinct subject once."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Model, QuerySet
from wagtail.models import Orderable, Page

from hub.publication.rules import Finding, Rule, evaluate
from hub.schools.duties.parts import Found, Terms, part_of, parts
from hub.schools.duties.published import Published, in_english, public, records_of, subject_from
from hub.schools.duties.rules import RULES
from hub.schools.duties.subject import SchoolSubject
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

    def __init__(self, rules: Sequence[Rule[SchoolSubject]], on: datetime.date):
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


def judged(
    schools: QuerySet[School], *, on: datetime.date, rules: Sequence[Rule[SchoolSubject]] = RULES
) -> Iterator[Judged]:
    """Judge each of `schools`, which must have their registrations prefetched, by `rules` on the day `on`."""
    judge = Judge(rules, on)
    for school, found in published_by_all(schools, on=on):
        yield Judged(school, found, judge.findings(subject_from(school, found)))


def published_by_all(schools: QuerySet[School], *, on: datetime.date) -> Iterator[tuple[School, Published]]:
    """Return each of `schools` with what it has published and recorded; reads nothing of other schools."""
    terms, known = Terms(), parts()
    keys = schools.order_by().values("pk")
    of_schools: defaultdict[int, defaultdict[str, list[Model]]] = defaultdict(lambda: defaultdict(list))
    pages = [each for part in known if part.is_page for each in in_english(part.model).filter(school__in=keys)]
    for page in public(pages):
        of_schools[page.school_id][_name(page)].append(page)
    for part in known:
        for record in () if part.is_page else records_of(part).filter(school__in=keys):
            of_schools[record.school_id][part.name].append(record)
    rows_of = {(part.name, relation): _by_page(model, keys) for part in known for relation, model in part.rows.items()}
    for school in schools:
        own = {name: tuple(found) for name, found in of_schools.get(school.pk, {}).items()}
        rows = {relation: read(next(iter(own.get(name, ())), None)) for (name, relation), read in rows_of.items()}
        yield school, Published(school.registration_on(on), terms, own, rows)


def _name(page: Page) -> str:
    part = part_of(page)
    return part.name if part else ""


def _by_page(model: type[Orderable], schools: QuerySet) -> Callable[[Page | None], Found]:
    """Read the rows of `model` on live pages of `schools` (keys); the answer gives those of one page, none for none."""
    rows: defaultdict[int, list] = defaultdict(list)
    for row in model.objects.filter(page__live=True, page__school__in=schools).order_by("sort_order", "pk"):
        rows[row.page_id].append(row)
    return lambda page: tuple(rows.get(page.pk, ())) if page else ()
