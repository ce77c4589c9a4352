"""What other parts of this room show beside audits: registered, since they stand above the audits."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hub.accounts.models import User
from hub.audits.answers.models import Audit
from hub.schools.models import School


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a school's page: its template and what that shows."""

    template: str
    context: Mapping[str, object]


PartOfSchool = Callable[..., Shown]
ActionsOf = Callable[[Audit], Mapping[int, Sequence[object]]]
_parts: list[PartOfSchool] = []
_actions: list[ActionsOf] = []


def register_part(part: PartOfSchool) -> None:
    """Have `part(school, user=..., on=...)` shown on each school's page."""
    if part not in _parts:
        _parts.append(part)


def register_actions(actions: ActionsOf) -> None:
    """Have `actions(audit)`, by the key of an answer, shown beside the answers of an audit."""
    if actions not in _actions:
        _actions.append(actions)


def parts_of(school: School, *, user: User, on: datetime.date) -> list[Shown]:
    """Return what else the page of a school shows."""
    return [part(school, user=user, on=on) for part in _parts]


def actions_by_answer(audit: Audit) -> Mapping[int, Sequence[object]]:
    """Return the actions of each answer of an audit."""
    found: dict[int, Sequence[object]] = {}
    for actions in _actions:
        found |= actions(audit)
    return found
