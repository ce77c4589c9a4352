"""Schools of a register without pages, and a file that names them, with its faults."""

from pathlib import Path

import pytest

from curriculum.models import Borough
from hub.schools.models import School
from tests.factories.schools import SchoolFactory, SchoolIndexPageFactory

HEADING = "URN,Name,Email,Role\n"


@pytest.fixture
def registered(home, framework) -> dict[int, School]:
    """Two schools in Camden, of which one has closed, and one in Hackney."""
    SchoolIndexPageFactory(parent=home)
    made = {}
    for urn, borough, status in (
        (900901, "camden", School.Status.OPEN),
        (900902, "camden", School.Status.CLOSED),
        (900903, "hackney", School.Status.OPEN),
    ):
        where = Borough.objects.get(slug=borough)
        made[urn] = SchoolFactory.create(name=f"School {urn}", urn=urn, borough=where, status=status)
    return made


@pytest.fixture
def people(tmp_path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(
        HEADING + "900901,Noor Rahman,noor@school.example,\n"
        "900901,,chair@school.example,Governor\n"
        "900903,,,\n"
        "900902,,x@school.example,\n"
        "999999,,x@school.example,\n"
        "abc,,x@school.example,\n"
        "900901,,nobody,\n"
        "900901,Somebody,,\n"
        '900901,,x@school.example,"=HYPERLINK(1)"\n'
        ",,,\n"
    )
    return file
