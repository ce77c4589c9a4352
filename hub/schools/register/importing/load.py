"""Writing what parsed: added, changed and unchanged rows, in short batches so that nobody waits for the write lock."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from curriculum.models import Borough
from hub.schools.register.importing.formats import RegisterFile
from hub.schools.register.importing.rows import Reader, RegisterRow, RowProblem, parse_row
from hub.schools.register.models import Registration, School, school_slug
from hub.schools.text import fold

BATCH = 500


@dataclass
class Outcome:
    """What an import did. Every row read is counted once in `counts`; `problems` says why some were left out."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """How to import: only these boroughs (slugs; None is all), the day of the file, and whether to write at all."""

    dated: datetime.date
    only: frozenset[str] | None = None
    dry_run: bool = False


def import_register(register: RegisterFile, plan: Plan, *, progress: Callable[[int], None] | None = None) -> Outcome:
    """Load `register`; `progress` is told the line reached. Safe to run again: what is the same stays untouched."""
    outcome, batch = Outcome(), []
    seen: dict[int, RegisterRow] = {}
    boroughs = {borough.slug: borough for borough in Borough.objects.all()}
    names = borough_names(boroughs.values())
    for item in register.rows():
        row = _parse(item, names, plan, outcome, seen)
        if progress:
            progress(item.line)
        if row is not None:
            batch.append(row)
        if len(batch) >= BATCH:
            _flush(batch, boroughs, plan, outcome)
            batch = []
    _flush(batch, boroughs, plan, outcome)
    if not plan.dry_run:
        analyse()
    return outcome


def borough_names(boroughs: Iterable[Borough]) -> dict[str, str]:
    """Return slug by authority code, folded label, slug and synonym."""
    return {
        key: borough.slug
        for borough in boroughs
        for key in (borough.la_code, *(fold(name) for name in (borough.label, borough.slug, *borough.synonyms)))
    }


def analyse() -> None:
    """Let the database count again: without it a planner that knows no sizes reads whole tables for each row."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _parse(
    item: Reader | RowProblem, names: Mapping[str, str], plan: Plan, outcome: Outcome, seen: dict[int, RegisterRow]
) -> RegisterRow | None:
    outcome.counts["read"] += 1
    if isinstance(item, RowProblem):
        _refuse(outcome, item)
        return None
    parsed = parse_row(item, names)
    if parsed.outside:
        outcome.counts["outside"] += 1
        return None
    if parsed.row is None:
        _refuse(outcome, *parsed.problems)
        return None
    if plan.only is not None and parsed.row.borough not in plan.only:
        outcome.counts["elsewhere"] += 1
        return None
    outcome.problems.extend(parsed.problems)
    first = seen.setdefault(parsed.row.urn, parsed.row)
    if first is parsed.row:
        return parsed.row
    if first.facts() == parsed.row.facts():
        outcome.counts["repeated"] += 1
        return None
    reason = _("this URN stands on line %s already, with other facts") % first.line
    _refuse(outcome, RowProblem(item.line, item.columns["urn"], str(first.urn), reason))
    return None


def _refuse(outcome: Outcome, *problems: RowProblem) -> None:
    outcome.counts["refused"] += 1
    outcome.problems.extend(problems)


def _flush(batch: list[RegisterRow], boroughs: Mapping[str, Borough], plan: Plan, outcome: Outcome) -> None:
    if not batch:
        return
    with transaction.atomic():
        known = _known([row.urn for row in batch])
        added = [row for row in batch if row.urn not in known]
        _add(added, boroughs, plan)
        held = [row for row in batch if row.urn in known]
        current = [row for row in held if (known[row.urn][0].school.register_date or plan.dated) <= plan.dated]
        changed, unchanged = _change(current, known, boroughs, plan)
    older = len(held) - len(current)
    outcome.counts.update(added=len(added), changed=changed, unchanged=unchanged, older=older)


def _known(urns: list[int]) -> dict[int, tuple[Registration, bool]]:
    """Return the registration of each URN and whether it is its school's latest."""
    rows = list(Registration.objects.filter(urn__in=urns).select_related("school"))
    later = models.F("starts_on").asc(nulls_first=True)
    everything = Registration.objects.filter(school__in=[row.school_id for row in rows]).order_by(later, "pk")
    latest = dict(everything.values_list("school_id", "pk"))
    return {row.urn: (row, latest[row.school_id] == row.pk) for row in rows}


def _add(rows: list[RegisterRow], boroughs: Mapping[str, Borough], plan: Plan) -> None:
    if plan.dry_run or not rows:
        return
    schools = [
        School(
            **row.school,
            slug=school_slug(row.school["name"], row.urn),
            borough=boroughs[row.borough],
            register_date=plan.dated,
        )
        for row in rows
    ]
    for school in schools:
        school.search_name = school.folded_name()
    School.objects.bulk_create(schools)
    Registration.objects.bulk_create(
        Registration(school=school, urn=row.urn, **row.registration) for school, row in zip(schools, rows, strict=True)
    )


def _change(
    rows: list[RegisterRow], known: Mapping[int, tuple[Registration, bool]], boroughs: Mapping[str, Borough], plan: Plan
) -> tuple[int, int]:
    """Bring rows that differ up to date; return how many changed and how many were the same."""
    schools, registrations, same = {}, {}, []
    for row in rows:
        registration, is_latest = known[row.urn]
        school = registration.school
        moved = _apply(registration, row.registration)
        # An earlier registration says what the school was, not what it is.
        facts = {**row.school, "borough": boroughs[row.borough]} if is_latest else {}
        if _apply(school, facts):
            school.search_name, school.register_date = school.folded_name(), plan.dated
            schools[school.pk] = school
        if moved:
            registrations[registration.pk] = registration
        if not moved and school.pk not in schools:
            same.append(school.pk)
    if not plan.dry_run:
        columns = {key for row in rows for key in row.school}
        if schools:
            School.objects.bulk_update(schools.values(), [*columns, "borough", "search_name", "register_date"])
        if registrations:
            fields = {key for row in rows for key in row.registration}
            Registration.objects.bulk_update(registrations.values(), list(fields))
        School.objects.filter(pk__in=same).exclude(register_date__gte=plan.dated).update(register_date=plan.dated)
    return len(rows) - len(same), len(same)


def _apply(instance: models.Model, facts: Mapping[str, object]) -> bool:
    """Set what differs; tell whether anything did."""
    differing = {key: value for key, value in facts.items() if getattr(instance, key) != value}
    for key, value in differing.items():
        setattr(instance, key, value)
    return bool(differing)
