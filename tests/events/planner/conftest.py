"""A school with people in each role, and a careers day of it."""

import copy
import datetime
from typing import Any

import pytest
from django.test import Client

from hub.events.models import CareersDay, DayClass, Room, Workshop
from hub.schools.models import Role, School
from tests.conftest import TODAY
from tests.schools.staffed import Staffed, staffed_alone

WEDNESDAY = datetime.date(2027, 3, 10)
TIMES = {"starts": datetime.time(9, 30), "ends": datetime.time(12, 10), "minutes": 35, "between": 5}


@pytest.fixture(scope="module")
def made(framework, once) -> dict[str, Any]:
    """The school, made once for all tests of a module."""
    return {"staffed": once(staffed_alone, TODAY)}


@pytest.fixture
def staffed(made, db) -> Staffed:
    return copy.deepcopy(made["staffed"])


def signed_in(staffed: Staffed, role: Role) -> Client:
    client = Client()
    client.force_login(staffed.people[role])
    return client


@pytest.fixture
def leader(staffed) -> Client:
    """A browser in which the school's careers leader is signed in."""
    return signed_in(staffed, Role.CAREERS_LEADER)


def day_of(school: School, **more: Any) -> CareersDay:
    """Make a day of four times from 9:30 on."""
    return CareersDay.objects.create(**{"school": school, "date": WEDNESDAY, "title": "Family day", **TIMES, **more})


def filled(day: CareersDay, *, classes: int = 12, workshops: int = 6, rooms: int = 6) -> CareersDay:
    """Give a day two classes a year from Year 1, workshops without a limit, and rooms for thirty."""
    of_day = {"day": day, "school": day.school}
    for at in range(classes):
        DayClass.objects.create(name=f"{1 + at // 2}{'AB'[at % 2]}", year=1 + at // 2, pupils=28, **of_day)
    for at in range(workshops):
        Workshop.objects.create(title=f"Workshop {at}", organisation=f"Visitor {at}", **of_day)
    for at in range(rooms):
        Room.objects.create(name=f"Room {at}", capacity=30, **of_day)
    return day


@pytest.fixture
def day(staffed) -> CareersDay:
    return filled(day_of(staffed.school))
