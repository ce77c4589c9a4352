"""Steps of `test_from_nothing.py`, each run in a process of its own: `python -m tests.home.from_nothing STEP FILE`."""

import datetime
import json
import sys
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from hub.home.demo import schools  # noqa: E402
from hub.schools.models import CareersPage, SchoolHomePage  # noqa: E402

REGISTER = Path(__file__).resolve().parents[1] / "schools" / "register" / "data" / "official.csv"
URN = 900501


def build(archive: str) -> None:
    """Make a hub with one school of the register and its careers page, and back it up."""
    call_command("bootstrap")
    call_command("import_schools", str(REGISTER))
    call_command("create_school", str(URN))
    finished = json.loads(schools.DATA.read_text())[0]
    home = SchoolHomePage.objects.get(school__registrations__urn=URN)
    schools._careers_page(home, {**finished, "last_year": {}}, on=datetime.date.today())  # noqa: DTZ011
    reads_whom_to_ring()
    call_command("backup", archive)


def reads_whom_to_ring() -> None:
    page = CareersPage.objects.live().get(school__registrations__urn=URN)
    answer = Client(headers={"host": "localhost"}).get(page.get_url())
    assert answer.status_code == 200 and "020 7946 0142" in answer.content.decode(), answer.status_code


def restore(archive: str) -> None:
    call_command("restore", archive)
    call_command("migrate", verbosity=0)
    reads_whom_to_ring()


def demo(_archive: str) -> None:
    """Load the demo and take it away again."""
    from tests.home.test_load_demo import rows

    before = rows()
    call_command("load_demo")
    assert rows()["schools.School"] == before["schools.School"] + 5
    call_command("remove_demo")
    after = rows()
    assert after == before, {label: (before[label], after[label]) for label in before | after}
    reads_whom_to_ring()


if __name__ == "__main__":
    {"build": build, "restore": restore, "demo": demo}[sys.argv[1]](sys.argv[2])
