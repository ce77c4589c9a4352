"""Reads the rows of a file: each once, with what is wrong with it, before anything is written."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from curriculum.models import Borough
from hub.schools.register.importing.formats import RegisterFile
from hub.schools.register.importing.rows import Reader, RegisterRow, RowProblem, parse_row
from hub.schools.text import fold


@dataclass
class Outcome:
    """What an import did. Every row read is counted once in `counts`; `problems` says why some were left out.

    `remarks` are sentences about the file as a whole.
    """

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def refuse(self, *problems: RowProblem) -> None:
        self.counts["refused"] += 1
        self.problems.extend(problems)


@dataclass(frozen=True)
class Plan:
    """How to import a file.

    `dated` is the day of its facts, `today` decides which registration holds, `only` names boroughs (slugs; None is
    all). `accept`: nothing waits for a person. `part`: the file is a part of the register, and what it lacks is not
    lost.
    """

    dated: datetime.date
    today: datetime.date
    file: str = ""
    only: frozenset[str] | None = None
    dry_run: bool = False
    accept: bool = False
    part: bool = False


def borough_names(boroughs: Iterable[Borough]) -> dict[str, str]:
    """Return slug by authority code, folded label, slug and synonym."""
    return {
        key: borough.slug
        for borough in boroughs
        for key in (borough.la_code, *(fold(name) for name in (borough.label, borough.slug, *borough.synonyms)))
    }


def read_rows(
    register: RegisterFile,
    names: Mapping[str, str],
    plan: Plan,
    outcome: Outcome,
    *,
    progress: Callable[[int], None] | None = None,
) -> list[RegisterRow]:
    """Return the rows of London schools that can be used; `progress` is told the line reached."""
    seen: dict[int, RegisterRow] = {}
    rows = []
    for item in register.rows():
        row = _parse(item, names, plan, outcome, seen)
        if progress:
            progress(item.line)
        if row is not None:
            rows.append(row)
    return rows


def _parse(
    item: Reader | RowProblem, names: Mapping[str, str], plan: Plan, outcome: Outcome, seen: dict[int, RegisterRow]
) -> RegisterRow | None:
    outcome.counts["read"] += 1
    if isinstance(item, RowProblem):
        outcome.refuse(item)
        return None
    parsed = parse_row(item, names)
    if parsed.outside:
        outcome.counts["outside"] += 1
        return None
    if parsed.row is None:
        outcome.refuse(*parsed.problems)
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
    reason = _("this URN is on line %s already, with different facts") % first.line
    outcome.refuse(RowProblem(item.line, item.columns["urn"], str(first.urn), reason))
    return None
