"""Writes what waited for a person, when the person accepts it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from curriculum.models import Borough
from hub.schools.register.changes import DATES, RegisterChange
from hub.schools.register.importing.load import settle
from hub.schools.register.importing.reading import Outcome, Plan
from hub.schools.register.importing.rows import RegisterRow
from hub.schools.register.models import Registration


def write_school(change: RegisterChange, *, today: datetime.date) -> None:
    """Write what waited of one school: its name, status, type, ages or days.

    What a number says of the school is written only while the school still bears it: it may go on under another since.
    """
    for row in change.rows:
        registration = Registration.objects.select_related("school").get(urn=row["urn"])
        if registration.school.registration_for(today) == registration:
            _write(registration.school, row["school"])
        _write(registration, row["registration"])


def _write(instance: Model, facts: Mapping[str, Any]) -> None:
    for field, value in _read(facts).items():
        setattr(instance, field, value)
    instance.save()


def write_borough(change: RegisterChange, *, today: datetime.date) -> Outcome:
    """Write the rows of a borough of which schools were missing; the missing ones stay as they are.

    What of these rows changes a school with public pages waits in its turn.
    """
    outcome = Outcome()
    plan = Plan(dated=change.dated, today=today, file=change.file, part=True)
    rows = [
        RegisterRow(each["line"], each["urn"], each["borough"], each["school"], _read(each["registration"]))
        for each in change.rows
    ]
    settle(rows, {borough.slug: borough for borough in Borough.objects.all()}, plan, outcome)
    return outcome


def _read(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: datetime.date.fromisoformat(value) if key in DATES else value for key, value in facts.items()}
