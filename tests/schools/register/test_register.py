import datetime
from typing import Any

import pytest

from hub.schools.models import School
from hub.schools.register.groups import of_group
from hub.schools.register.school_types import by_code, by_name
from tests.factories.schools import RegistrationFactory, SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.postgresql


@pytest.mark.parametrize(
    ("low", "high", "years"),
    [
        (11, 16, (7, 8, 9, 10, 11)),
        (11, 18, (7, 8, 9, 10, 11, 12, 13)),
        (3, 11, (0, 1, 2, 3, 4, 5, 6)),
        (14, 19, (10, 11, 12, 13)),
        (16, 25, (12, 13)),
        (None, 18, None),
        (11, None, None),
    ],
)
def test_years_taught_follow_the_ages_and_stay_unknown_with_them(low, high, years, db):
    school: Any = SchoolFactory(low_age=low, high_age=high)
    assert school.registrations.get().years_taught == years


def test_a_school_answers_with_the_registration_of_the_day(db):
    school: Any = SchoolFactory(type_code="01", ends_on=datetime.date(2026, 8, 31))
    academy = RegistrationFactory(school=school, type_code="34", starts_on=datetime.date(2026, 9, 1))
    assert school.registration_on(datetime.date(2026, 8, 31)).type_code == "01"
    assert school.registration_on(datetime.date(2026, 9, 1)) == academy


def test_of_two_registrations_in_force_lists_and_pages_name_the_same(db):
    """The register leaves out last days: the one that began later holds, and one without a first day does not."""
    on = datetime.date(2026, 9, 2)
    school: Any = SchoolFactory(type_code="01")
    RegistrationFactory(school=school, type_code="34", starts_on=datetime.date(2026, 9, 1))
    schools = School.objects.filter(pk=school.pk)
    assert school.registration_on(on).type_code == "34"
    assert [of_group(schools, group, on=on).exists() for group in ("academies", "la-maintained")] == [True, False]


def test_a_type_is_known_by_code_or_by_name_in_any_dress():
    assert by_code("1") == by_code("01") == by_name("Community School")
    assert by_name("Free Schools - Alternative Provision") == by_code("38")
    assert by_name("Academy of magic") is None and by_code("99") is None


def test_a_school_home_page_answers_at_its_address(client, home):
    page: Any = SchoolHomePageFactory(parent=SchoolIndexPageFactory(parent=home))
    assert client.get(f"/schools/{page.school.slug}/").status_code == 200


@pytest.mark.parametrize(
    ("type_code", "last"),
    [("07", 14), ("12", 14), ("44", 14), ("36", 14), ("08", 14), ("10", 14), ("01", 13), ("32", 13)],
)
def test_a_special_school_to_19_teaches_year_14(type_code, last, db):
    """Education Act 1996 s2: secondary education runs to 19."""
    school: Any = SchoolFactory(type_code=type_code, low_age=11, high_age=19)
    assert school.registrations.get().years_taught[-1] == last


@pytest.mark.parametrize(
    ("type_code", "phase", "years"),
    [
        ("02", "Primary", tuple(range(7))),
        ("15", "Nursery", ()),
        ("18", "", (12, 13)),
        ("45", "16 plus", (12, 13)),
        ("34", "16 plus", (12, 13)),
        ("01", "Secondary", None),
        ("11", "Not applicable", None),
        ("", "", None),
    ],
)
def test_without_ages_type_and_phase_decide_where_they_say_enough(type_code, phase, years, db):
    school: Any = SchoolFactory(type_code=type_code, low_age=None, high_age=None, phase=phase)
    assert school.registrations.get().years_taught == years
