"""Reads the register's file of links between schools: which number followed which."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hub.schools.register.changes import RegisterChange, hold, withdraw
from hub.schools.register.importing import values
from hub.schools.register.importing.formats import RegisterFile
from hub.schools.register.importing.load import BATCH, analyse
from hub.schools.register.importing.reading import Outcome, Plan
from hub.schools.register.importing.rows import REFUSED, WAITING, Reader, RowProblem
from hub.schools.register.links import SchoolLink
from hub.schools.register.models import Registration, School
from hub.schools.register.public import with_public_pages

Kind = SchoolLink.Kind
LINK = RegisterChange.Kind.LINK
# By the words behind "Successor" or "Predecessor". Other links (sixth form centres, expansions) say nothing of this.
KINDS = {"": Kind.SUCCESSOR, "merged": Kind.MERGED, "amalgamated": Kind.AMALGAMATED, "split school": Kind.SPLIT}


@dataclass(frozen=True)
class Link:
    """One row: of two numbers, which is the earlier; the names and the day as far as this row gives them."""

    line: int
    earlier: int
    later: int
    kind: str
    names: Mapping[int, str]
    since: date | None


def import_links(register: RegisterFile, plan: Plan, *, progress: Callable[[int], None] | None = None) -> Outcome:
    """Load the links of which the hub holds an end, all or none; `progress` is told the line reached.

    A school with public pages that goes on under a number which the hub holds as another school waits for a person.
    """
    outcome = Outcome()
    found: dict[tuple[int, int], Link] = {}
    for item in register.rows():
        outcome.counts["read"] += 1
        if progress:
            progress(item.line)
        if (link := _parse(item, outcome)) is not None:
            _take(link, found, outcome)
    with transaction.atomic():
        held = set(Registration.objects.values_list("urn", flat=True))
        ours = [link for link in found.values() if link.earlier in held or link.later in held]
        outcome.counts["not held"] += len(found) - len(ours)
        _write(ours, outcome)
        _ask(ours, plan, outcome)
        if plan.dry_run:
            transaction.set_rollback(True)
    if not plan.dry_run:
        analyse()
    return outcome


def _parse(item: Reader | RowProblem, outcome: Outcome) -> Link | None:
    if isinstance(item, RowProblem):
        outcome.refuse(item)
        return None
    urn, other = (item.read(field, values.urn, fate=REFUSED) for field in ("urn", "link_urn"))
    name = item.read("link_name", values.name) or ""
    since = item.read("established_on", values.day)
    if urn is None or other is None:
        outcome.refuse(*item.problems)
        return None
    direction, _dash, more = item.text("link_type").casefold().partition(" - ")
    kind = KINDS.get(more.strip())
    if kind is None or direction not in ("successor", "predecessor") or urn == other:
        outcome.counts["other links"] += 1
        return None
    outcome.problems.extend(item.problems)
    earlier, later = (urn, other) if direction == "successor" else (other, urn)
    return Link(item.line, earlier, later, kind, {other: name}, since)


def _take(link: Link, found: dict[tuple[int, int], Link], outcome: Outcome) -> None:
    """Note a link; the register lists most of them twice, once from each end."""
    key = (link.earlier, link.later)
    first = found.get(key)
    if first is None:
        found[key] = link
        return
    outcome.counts["repeated"] += 1
    names = {**link.names, **{urn: name for urn, name in first.names.items() if name}}
    found[key] = Link(first.line, *key, first.kind, names, first.since or link.since)


def _write(links: list[Link], outcome: Outcome) -> None:
    """Add the links that are new and change those that differ; a name or a day that is not given replaces none."""
    known = {(each.earlier_urn, each.later_urn): each for each in SchoolLink.objects.all()}
    added: list[SchoolLink] = []
    changed: list[SchoolLink] = []
    for link in links:
        row = known.get((link.earlier, link.later)) or SchoolLink(earlier_urn=link.earlier, later_urn=link.later)
        was = (row.kind, row.earlier_name, row.later_name, row.since)
        row.kind, row.since = link.kind, link.since or row.since
        row.earlier_name = link.names.get(link.earlier) or row.earlier_name
        row.later_name = link.names.get(link.later) or row.later_name
        if row.pk is None:
            added.append(row)
        elif was != (row.kind, row.earlier_name, row.later_name, row.since):
            changed.append(row)
    SchoolLink.objects.bulk_create(added, batch_size=BATCH)
    SchoolLink.objects.bulk_update(changed, ["kind", "earlier_name", "later_name", "since"], batch_size=BATCH)
    counts = {"added": len(added), "changed": len(changed), "unchanged": len(links) - len(added) - len(changed)}
    outcome.counts.update(counts)


def _ask(links: list[Link], plan: Plan, outcome: Outcome) -> None:
    """Let a person decide where a school with public pages goes on as what the hub holds as another school."""
    urns = {urn for link in links for urn in (link.earlier, link.later)}
    rows = Registration.objects.filter(urn__in=urns).select_related("school")
    schools: dict[int, School] = {row.urn: row.school for row in rows}
    public = with_public_pages({school.pk for school in schools.values()})
    for link in links:
        school, other = schools.get(link.earlier), schools.get(link.later)
        if link.kind != Kind.SUCCESSOR or school is None or other is None or school.pk not in public:
            continue
        if school == other or other.pk in public:
            withdraw(LINK, urn=link.later)
            continue
        since = link.since.isoformat() if link.since else None
        said = {"urn": link.later, "school": {}, "registration": {"starts_on": since} if since else {}}
        was = {"name": other.name, "urn": link.earlier}
        if hold(LINK, urn=link.later, school=school, rows=[said], was=was, file=plan.file, dated=plan.dated):
            reason = _("%(school)s has public pages and goes on as %(other)s: this waits for a person")
            words = reason % {"school": school.name, "other": other.name}
            outcome.counts["waiting"] += 1
            outcome.problems.append(RowProblem(link.line, "LinkURN", str(link.later), words, WAITING))
