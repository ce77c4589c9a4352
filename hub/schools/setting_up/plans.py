"""What somebody asks for and looks at before it begins: kept in the page they look at, sealed, and nowhere else."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core import signing

from hub.schools.invitations.inviting import Invitee
from hub.schools.setting_up.rows import Problem, Row
from hub.schools.tenancy.models import Role

SALT = "hub.schools.setting_up"
# Seconds. The register and the people move on: what was looked at yesterday is looked at again.
VALID_FOR = 60 * 60 * 24
# Letters of a cell that are shown where its row is reported.
VALUE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of a file or filter, and the lines of it that are none."""

    title: str
    rows: list[Row]
    problems: list[Problem]
    key: str = field(default_factory=lambda: secrets.token_hex(16))


def seal(plan: Plan) -> str:
    """Return a plan as text for a hidden field, which nobody can change."""
    held = [plan.key, plan.title, packed_rows(plan.rows), packed_problems(plan.problems)]
    return signing.dumps(held, salt=SALT, compress=True)


def unseal(text: str) -> Plan | None:
    """Return a sealed plan; None for what is none, or is a day old."""
    try:
        key, title, rows, problems = signing.loads(text, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return Plan(title, [unpacked_row(row) for row in rows], unpacked_problems(problems), key)


def packed_rows(rows: Iterable[Row]) -> list[list[Any]]:
    """Return rows as JSON holds them: line and URN, then address, role and name where somebody is invited."""
    return [[row.line, row.urn, *_packed(row.invitee)] for row in rows]


def _packed(invitee: Invitee | None) -> list[str]:
    return [invitee.address, str(invitee.role.value), invitee.name] if invitee else []


def unpacked_row(held: list[Any]) -> Row:
    """Return a row as it was before `packed_rows`."""
    line, urn, *person = held
    return Row(line, urn, Invitee(person[0], Role(person[1]), person[2]) if person else None)


def packed_problems(problems: Iterable[Problem]) -> list[list[Any]]:
    """Return problems as JSON holds them."""
    return [[one.line, one.value[:VALUE_LENGTH], one.reason] for one in problems]


def unpacked_problems(held: Iterable[list[Any]]) -> list[Problem]:
    """Return problems as they were before `packed_problems`, in the order of their lines."""
    return sorted((Problem(*one) for one in held), key=lambda one: one.line)
