"""Writes parsed rows, all or none of a file, and counts what changed; what waits for a person is kept aside."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models import Borough
from hub.schools.register.changes import DATES, RegisterChange, hold, settled, withdraw
from hub.schools.register.importing.formats import RegisterFile
from hub.schools.register.importing.losses import keep_back
from hub.schools.register.importing.reading import Outcome, Plan, borough_names, read_rows
from hub.schools.register.importing.rows import LOADED, WAITING, Facts, RegisterRow, RowProblem
from hub.schools.register.mark import RegisterMark
from hub.schools.register.models import LAST_YEAR, Registration, School, school_slug
from hub.schools.register.public import with_public_pages

BATCH = 500
SCHOOL = RegisterChange.Kind.SCHOOL
# What of a school with public pages nobody but a person changes. The dates wait where they would end or begin it, the
# ages (and, where there are none, the phase) where other years would be taught from Year 7 on: they decide what binds.
OF_THE_SCHOOL, OF_THE_TYPE, AGES = ("name", "status"), ("type_code", "type_name"), ("low_age", "high_age")
SECONDARY = frozenset(range(7, LAST_YEAR + 2))
Known = Mapping[int, Registration]


def import_register(register: RegisterFile, plan: Plan, *, progress: Callable[[int], None] | None = None) -> Outcome:
    """Load `register`; `progress` is told the line reached. Safe to run again: what is the same stays untouched.

    A dry run does it all and takes it back.
    """
    outcome = Outcome()
    boroughs = {borough.slug: borough for borough in Borough.objects.all()}
    rows = read_rows(register, borough_names(boroughs.values()), plan, outcome, progress=progress)
    with transaction.atomic():
        settle(keep_back(rows, boroughs, plan, outcome), boroughs, plan, outcome)
        if plan.dry_run:
            transaction.set_rollback(True)
    if not plan.dry_run:
        analyse()
    return outcome


def analyse() -> None:
    """Let the database count again: without it a planner that knows no sizes reads whole tables for each row."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def settle(rows: Sequence[RegisterRow], boroughs: Mapping[str, Borough], plan: Plan, outcome: Outcome) -> None:
    """Add the schools that are new, and bring the others up to date."""
    known = _known([row.urn for row in rows])
    _add([row for row in rows if row.urn not in known], boroughs, plan, outcome)
    held = [row for row in rows if row.urn in known]
    current = [row for row in held if (known[row.urn].school.register_date or plan.dated) <= plan.dated]
    outcome.counts["older"] += len(held) - len(current)
    _change(current, known, boroughs, plan, outcome)


def _known(urns: Sequence[int]) -> dict[int, Registration]:
    """Return the registration of each URN the hub holds; those of one school share their school."""
    found: dict[int, Registration] = {}
    for part in _batches(urns):
        schools = School.objects.filter(registrations__urn__in=part).distinct().prefetch_related("registrations")
        found |= {each.urn: each for school in schools for each in school.registrations.all() if each.urn not in found}
    return found


def _batches(items: Iterable) -> Iterator[list]:
    items = list(items)
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _add(rows: list[RegisterRow], boroughs: Mapping[str, Borough], plan: Plan, outcome: Outcome) -> None:
    usable = []
    for row in rows:
        if "name" in row.school and row.borough:
            usable.append(row)
            continue
        what = _("no name") if row.borough else _("no local authority, so nobody can say whether this is in London")
        outcome.refuse(RowProblem(row.line, "", str(row.urn), what))
    schools = [
        School(
            **{"status": School.Status.OTHER} | row.school,
            slug=school_slug(row.school["name"], row.urn),
            borough=boroughs[row.borough],
            register_date=plan.dated,
        )
        for row in usable
    ]
    for school in schools:
        school.search_name = school.folded_name()
    School.objects.bulk_create(schools, batch_size=BATCH)
    Registration.objects.bulk_create(
        (
            Registration(school=school, urn=row.urn, **row.registration)
            for school, row in zip(schools, usable, strict=True)
        ),
        batch_size=BATCH,
    )
    if usable:
        RegisterMark.move()
    outcome.counts["added"] += len(usable)


def _change(
    rows: Sequence[RegisterRow], known: Known, boroughs: Mapping[str, Borough], plan: Plan, outcome: Outcome
) -> None:
    """Bring rows that differ up to date, registrations first: which of them holds today depends on their dates."""
    public = set() if plan.accept else with_public_pages({known[row.urn].school_id for row in rows})
    waited = set(RegisterChange.objects.filter(kind=SCHOOL, decision="waiting").values_list("urn", flat=True))
    waiting: dict[int, tuple[Facts, Facts]] = {}
    registrations, schools, same = {}, {}, []
    for row in rows:
        registration = known[row.urn]
        facts, kept = _of_registration(registration, row.registration, plan, registration.school_id in public)
        waiting[row.urn] = ({}, kept)
        if _apply(registration, facts):
            registrations[registration.pk] = registration
    for row in rows:
        registration = known[row.urn]
        school, holds = registration.school, registration.school.registration_for(plan.today) == registration
        facts = {**row.school, **({"borough": boroughs[row.borough]} if row.borough else {})} if holds else {}
        if facts.get("postcode", school.postcode) != school.postcode:
            # It moved: where it stood is not where it is.
            facts = {"easting": None, "northing": None} | facts
        if school.pk in public:
            of_school = OF_THE_SCHOOL if registration.age_range else (*OF_THE_SCHOOL, "phase")
            waiting[row.urn][0].update(_taken_out(facts, school, of_school))
        if _apply(school, facts):
            school.search_name, school.register_date = school.folded_name(), plan.dated
            schools[school.pk] = school
        held_back = any(waiting[row.urn])
        waits = held_back and _keep(row, registration, waiting[row.urn], plan, outcome)
        if not held_back and row.urn in waited:
            _no_longer(row.urn, plan)
        if holds and _ended_but_open(row, registration, plan):
            reason = _("open in the file, which gives no last day; the hub holds that it ended then")
            outcome.problems.append(RowProblem(row.line, "ends_on", str(registration.ends_on), reason, LOADED))
        is_same = not held_back and registration.pk not in registrations and school.pk not in schools
        if is_same:
            same.append(school.pk)
        left = "waiting" if waits else "refused before"
        outcome.counts[left if held_back else "unchanged" if is_same else "changed"] += 1
    _save(schools, registrations, same, rows, plan)


def _save(
    schools: Mapping[int, School],
    registrations: Mapping[int, Registration],
    same: Sequence[int],
    rows: Sequence[RegisterRow],
    plan: Plan,
) -> None:
    if schools:
        columns = {key for row in rows for key in row.school}
        fields = [*columns | {"easting", "northing"}, "borough", "search_name", "register_date"]
        School.objects.bulk_update(schools.values(), fields, batch_size=BATCH)
    if registrations:
        columns = {key for row in rows for key in row.registration}
        Registration.objects.bulk_update(registrations.values(), list(columns), batch_size=BATCH)
    if schools or registrations:
        RegisterMark.move()
    for part in _batches(same):
        School.objects.filter(pk__in=part).exclude(register_date__gte=plan.dated).update(register_date=plan.dated)


def _of_registration(registration: Registration, given: Facts, plan: Plan, is_public: bool) -> tuple[Facts, Facts]:
    """Return what of a registration may be written, and what waits: another type, other years, days that end it."""
    facts: Facts = dict(given)
    if not is_public:
        return facts, {}
    school = registration.school
    kept: Facts = {}
    if school.registration_for(plan.today) == registration:
        if registration.type_code != facts.get("type_code", registration.type_code):
            kept = _taken_out(facts, registration, OF_THE_TYPE)
        if registration.age_range:
            kept |= _taken_if(facts, registration, AGES, lambda: set(registration.years_taught or ()) & SECONDARY)
    return facts, kept | _taken_if(facts, registration, DATES, lambda: school.registration_on(plan.today))


def _taken_if(facts: Facts, registration: Registration, fields: Sequence[str], read: Callable[[], object]) -> Facts:
    """Take `fields` out of `facts`, and return them, if with them another thing would be read than without."""
    before, was = read(), {field: getattr(registration, field) for field in fields}
    _apply(registration, {field: facts[field] for field in fields if field in facts})
    after = read()
    _apply(registration, was)
    return _taken_out(facts, registration, fields) if after != before else {}


def _taken_out(facts: Facts, instance: models.Model, fields: Iterable[str]) -> Facts:
    """Take those of `fields` that would change `instance` out of `facts`, and return them."""
    return {key: facts.pop(key) for key in fields if key in facts and facts[key] != getattr(instance, key)}


def _ended_but_open(row: RegisterRow, registration: Registration, plan: Plan) -> bool:
    is_open = row.school.get("status") in (School.Status.OPEN, School.Status.CLOSING)
    return is_open and "ends_on" not in row.registration and not registration.covers(plan.today)


def _keep(
    row: RegisterRow, registration: Registration, waiting: tuple[Facts, Facts], plan: Plan, outcome: Outcome
) -> bool:
    """Let what is kept of a row wait for a person, and say so; False where one has refused it before."""
    school, (of_school, of_registration) = registration.school, waiting
    was = {key: getattr(school, key) for key in of_school}
    was |= {key: getattr(registration, key) for key in of_registration}
    stored = {"urn": row.urn, "line": row.line, "school": of_school, "registration": of_registration}
    waits = hold(SCHOOL, urn=row.urn, school=school, rows=[stored], was=was, file=plan.file, dated=plan.dated)
    for field, new in (of_school | of_registration).items():
        reason = _("%s has public pages: this waits for a person") if waits else _("%s: refused before, left as it is")
        said = _("from %(old)s to %(new)s") % {"old": was[field] or "-", "new": new}
        outcome.problems.append(RowProblem(row.line, field, said, reason % school.name, WAITING))
    return waits


def _no_longer(urn: int, plan: Plan) -> None:
    """End the waiting of a change that is made, or that the register no longer asks for."""
    if plan.accept:
        for change in RegisterChange.objects.filter(kind=SCHOOL, urn=urn, decision="waiting"):
            settled(change, accepted=True, user=None, at=timezone.now())
    else:
        withdraw(SCHOOL, urn=urn)


def _apply(instance: models.Model, facts: Mapping[str, object]) -> bool:
    """Set what differs; tell whether anything did."""
    differing = {key: value for key, value in facts.items() if getattr(instance, key) != value}
    for key, value in differing.items():
        setattr(instance, key, value)
    return bool(differing)
