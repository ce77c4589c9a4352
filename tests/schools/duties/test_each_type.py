"""One constructed school of each of the register's types, judged by the command on four days of a school year."""

import io
import json

import pytest
from django.core.management import call_command

from tests.factories.schools import SchoolFactory
from tests.schools.duties.test_types import EXPECTED, NONE, NOT_PLACED, ONLY_IN, UNKNOWN

DAYS = ("2026-09-02", "2027-02-28", "2027-03-01", "2027-08-20")
UNHEARD_OF = "99"
MEETINGS = ("PAL-07", "PAL-08", "PAL-09")


def found_on(day: str) -> dict[str, dict[str, dict]]:
    """Return what the command finds on `day`: by type, by rule."""
    out = io.StringIO()
    call_command("duties", "--on", day, "--json", stdout=out, stderr=io.StringIO())
    found: dict[str, dict[str, dict]] = {}
    for row in json.loads(out.getvalue()):
        found.setdefault(row["school"].removeprefix("Type "), {})[row["rule"]] = row
    return found


@pytest.fixture
def one_of_each(db) -> None:
    for number, code in enumerate(sorted([*EXPECTED, *NOT_PLACED, UNHEARD_OF])):
        years = sorted(EXPECTED.get(code, (range(7, 14),))[0])
        SchoolFactory(
            name=f"Type {code}", urn=900700 + number, type_code=code, low_age=years[0] + 4, high_age=years[-1] + 5
        )


def test_a_school_of_each_type_on_four_days_is_bound_as_its_type_is_and_owes_meetings_by_their_last_day(one_of_each):
    days = {day: found_on(day) for day in DAYS}
    for day, found in days.items():
        assert set(found) == {*EXPECTED, *NOT_PLACED, UNHEARD_OF}
        for code in (*NOT_PLACED, UNHEARD_OF):
            assert {row["status"] for row in found[code].values()} == {UNKNOWN}, (day, code)
        for code, (years, pub, pal, cag, _guidance) in EXPECTED.items():
            for rule, bound in (("PUB-01", pub), ("PUB-09", pub), ("PAL-01", pal), ("CAG-01", cag)):
                row = found[code][rule]
                assert row["strength"] == (None if bound == NONE else bound), (day, code, rule)
                assert (row["status"] == NONE) is (bound == NONE), (day, code, rule)
            taught = [rule for rule in MEETINGS if pal != NONE and ONLY_IN[rule] & set(years)]
            closed = day in DAYS[2:]
            for rule in taught:
                assert found[code][rule]["status"] == ("missing" if closed else "under-way"), (day, code, rule)
