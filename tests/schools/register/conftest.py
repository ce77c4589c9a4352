"""Loading a register file in a test, and small files written for it."""

import csv
import datetime
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.factories.schools import BoroughFactory

DATA = Path(__file__).parent / "data"
HEADINGS = {
    "urn": "URN",
    "la_code": "LA (code)",
    "la_name": "LA (name)",
    "name": "EstablishmentName",
    "type_code": "TypeOfEstablishment (code)",
    "type_name": "TypeOfEstablishment (name)",
    "status_code": "EstablishmentStatus (code)",
    "status": "EstablishmentStatus (name)",
    "starts_on": "OpenDate",
    "ends_on": "CloseDate",
    "low_age": "StatutoryLowAge",
    "high_age": "StatutoryHighAge",
    "website": "SchoolWebsite",
    "telephone": "TelephoneNum",
    "phase": "PhaseOfEducation (name)",
}
ROW = {
    "la_code": "302",
    "la_name": "Barnet",
    "name": "Inkwell School",
    "type_code": "01",
    "type_name": "Community school",
    "status_code": "1",
    "status": "Open",
    "low_age": "11",
    "high_age": "18",
    "telephone": "02079460143",
}
Printed = tuple[str, list[dict[str, str]]]


@pytest.fixture
def now() -> datetime.datetime:
    return timezone.now()


@pytest.fixture
def boroughs(db):
    BoroughFactory(slug="barking-and-dagenham", label="Barking and Dagenham", la_code="301")
    BoroughFactory(slug="barnet", label="Barnet", la_code="302")


@pytest.fixture
def load(boroughs, tmp_path) -> Callable[..., Printed]:
    """Import a file; return what was printed and the report's rows."""

    def run(name: str | Path, **options) -> Printed:
        out, report = io.StringIO(), tmp_path / "report.csv"
        call_command("import_schools", DATA / name, report=report, stdout=out, stderr=io.StringIO(), **options)
        with report.open(encoding="utf-8", newline="") as handle:
            return out.getvalue(), list(csv.DictReader(handle))

    return run


def text_of(*rows: Mapping[str, object], without: tuple[str, ...] = ()) -> str:
    """Write rows as the official register's CSV; `without` leaves columns out altogether."""
    fields = [field for field in HEADINGS if field not in without]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS[field] for field in fields)
    writer.writerows([{**ROW, **row}.get(field, "") for field in fields] for row in rows)
    return out.getvalue()


@pytest.fixture
def register(load, tmp_path) -> Callable[..., Printed]:
    """Import rows, each a `urn` and what differs from `ROW`."""

    def run(*rows: Mapping[str, object], without: tuple[str, ...] = (), **options) -> Printed:
        path = tmp_path / "register.csv"
        path.write_text(text_of(*rows, without=without), encoding="utf-8-sig")
        return load(path, **options)

    return run
