"""Which boroughs a file has lost schools of: a tenth of those the hub holds is too many to be believed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models import Borough
from hub.schools.register.changes import RegisterChange, hold, settled, withdraw
from hub.schools.register.importing.reading import Outcome, Plan
from hub.schools.register.importing.rows import WAITING, RegisterRow, RowProblem
from hub.schools.register.models import Registration, School

ONE_IN = 10
# A file of no more rows than these, and of less than a third of what the hub holds, is somebody's list of corrections;
# one that shares no school with the hub only adds.
FEW, A_THIRD = 10, 3
NAMED = 20
BOROUGH = RegisterChange.Kind.BOROUGH


@dataclass(frozen=True)
class Loss:
    """The schools of a borough that the hub holds as open, and those of them (name and URN) that a file lacks."""

    held: int
    lost: tuple[str, ...]

    @property
    def is_too_much(self) -> bool:
        return len(self.lost) * ONE_IN > self.held


def losses(rows: Sequence[RegisterRow], plan: Plan) -> dict[str, Loss]:
    """Compare a file with the hub; return, by the slug of each borough in the file, what it has lost there.

    Only schools of types that are in the file count: a file of colleges has lost no primary school. Neither do schools
    that the register did not bring, nor those of which the hub has newer facts.
    """
    urns, kinds = {row.urn for row in rows}, {row.registration.get("type_code", "") for row in rows}
    schools: defaultdict[int, set[int]] = defaultdict(set)
    of_borough: dict[int, tuple[str, str]] = {}
    held = Registration.objects.filter(
        school__status__in=(School.Status.OPEN, School.Status.CLOSING),
        school__is_sample=False,
        school__register_date__lte=plan.dated,
        school__borough__slug__in={row.borough for row in rows},
    ).order_by("school__name", "pk")
    counting = set()
    columns = ("school_id", "urn", "type_code", "school__borough__slug", "school__name")
    for key, urn, kind, borough, name in held.values_list(*columns):
        schools[key].add(urn)
        of_borough[key] = (borough, f"{name} ({urn})")
        if kind in kinds:
            counting.add(key)
    lost: defaultdict[str, list[str]] = defaultdict(list)
    totals: Counter[str] = Counter()
    for key in (key for key in schools if key in counting):
        borough, name = of_borough[key]
        totals[borough] += 1
        if not schools[key] & urns:
            lost[borough].append(name)
    return {borough: Loss(total, tuple(lost[borough])) for borough, total in totals.items()}


def keep_back(
    rows: Sequence[RegisterRow], boroughs: Mapping[str, Borough], plan: Plan, outcome: Outcome
) -> list[RegisterRow]:
    """Return the rows that may be written; those of a borough that has lost too many schools wait for a person."""
    if plan.part:
        _accept(RegisterChange.objects.filter(file=plan.file, borough__slug__in={row.borough for row in rows}))
        return list(rows)
    found = {slug: loss for slug, loss in losses(rows, plan).items() if loss.is_too_much}
    here = Counter(row.borough for row in rows)
    _say_what_lacks(boroughs, here, outcome)
    for slug in [slug for slug, loss in found.items() if _is_a_list(loss, here[slug], len(rows))]:
        said = {"borough": boroughs[slug], "rows": here[slug], "held": found.pop(slug).held}
        words = _("%(borough)s: %(rows)s rows where the hub holds %(held)s such schools: taken for single corrections.")
        outcome.remarks.append(words % said)
    for slug in here.keys() - found.keys() - {""}:
        withdraw(BOROUGH, borough=boroughs[slug])
    if plan.accept:
        _accept(RegisterChange.objects.filter(borough__slug__in=found))
        return list(rows)
    for slug, loss in found.items():
        _hold(slug, loss, [row for row in rows if row.borough == slug], boroughs[slug], plan, outcome)
    for name in (name for loss in found.values() for name in loss.lost):
        outcome.problems.append(RowProblem(0, "URN", name, _("not in the file"), WAITING))
    return [row for row in rows if row.borough not in found]


def _say_what_lacks(boroughs: Mapping[str, Borough], here: Collection[str], outcome: Outcome) -> None:
    """Name the boroughs that have no row in a file of most others. A file of one, or a few, is no mistake."""
    absent = [str(borough) for slug, borough in boroughs.items() if slug not in here]
    if absent and len(absent) * 2 < len(boroughs):
        words = _("No row of %(boroughs)s: their schools stay as they are. Is the file whole?")
        outcome.remarks.append(words % {"boroughs": ", ".join(sorted(absent))})


def _accept(changes: QuerySet[RegisterChange]) -> None:
    """Note that the command line accepted what waited."""
    for change in changes.filter(kind=BOROUGH, decision="waiting"):
        settled(change, accepted=True, user=None, at=timezone.now())


def _is_a_list(loss: Loss, rows: int, of_the_file: int) -> bool:
    """Tell whether the rows of a borough are single additions and corrections, and no register of it."""
    return len(loss.lost) == loss.held or (of_the_file <= FEW and rows * A_THIRD < loss.held)


def _hold(slug: str, loss: Loss, rows: list[RegisterRow], borough: Borough, plan: Plan, outcome: Outcome) -> None:
    said = {"lost": len(loss.lost), "held": loss.held, "names": loss.lost[:NAMED]}
    stored = [asdict(row) for row in rows]
    waits = hold(BOROUGH, borough=borough, rows=stored, was=said, file=plan.file, dated=plan.dated)
    reason = (
        _("%(lost)s of the %(held)s schools that the hub holds are not in the file: its %(rows)s rows here wait")
        if waits
        else _("%(lost)s of the %(held)s schools are not in the file: its %(rows)s rows here were refused")
    )
    outcome.counts["waiting" if waits else "refused before"] += len(rows)
    outcome.problems.append(RowProblem(0, "", str(borough), reason % (said | {"rows": len(rows)}), WAITING))
