"""The roll-up over all schools as a file: what is filtered and all of it, and nothing that a spreadsheet would run."""

import csv
import datetime
import io

import openpyxl
import pytest

from hub.core.spreadsheets import harmless
from hub.schools.duties.recording import record_findings
from hub.schools.models import School
from tests.schools.duties.test_rollup import FINDINGS, ROLL_UP

pytestmark = pytest.mark.django_db


def exported(client, address: str, **filters) -> list[dict[str, str]]:
    response = client.get(address, {"export": "csv", **filters})
    assert response["Content-Type"] == "text/csv" and response.streaming
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def sheet(client, address: str, **filters) -> list[tuple]:
    response = client.get(address, {"export": "xlsx", **filters})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows())


def test_what_is_filtered_is_what_is_exported_and_all_of_it(admin_client, page, on):
    record_findings(on=on)
    assert len(exported(admin_client, FINDINGS)) == 5 * 43
    (row,) = exported(admin_client, FINDINGS, rule="PUB-08", area="Barnet", kind="la-maintained")
    due = on + datetime.timedelta(days=285)
    assert (row["URN"], row["Borough"], row["Rule"]) == ("900301", "Barnet", "PUB-08")
    assert (row["Strength"], row["Finding"]) == ("Must", "Met")
    assert (row["Since"], row["Due"]) == (on.isoformat(), due.isoformat())
    assert row["Public page"].startswith("http") and row["Type"] == "Community school"
    heading, cells = sheet(admin_client, FINDINGS, rule="PUB-08", area="Barnet", kind="la-maintained")
    values = {top.value: cell.value for top, cell in zip(heading, cells, strict=True)}
    assert (values["Due"], values["Since"]) == (due, on)
    assert values["Finding"] == "Met" and values["School"] == "Alder Row School"


def test_the_counts_are_exported_too(admin_client, page):
    rows = [row for row in exported(admin_client, ROLL_UP) if row["Rule"] == "PUB-01"]
    assert [(row["Strength"], row["Met"], row["Not yet"], row["Does not apply"]) for row in rows] == [
        ("Must", "1", "1", "0"),
        ("Should", "0", "1", "0"),
        ("Does not apply here, or cannot be determined", "0", "0", "1"),
    ]
    assert len(sheet(admin_client, ROLL_UP, rule="PUB-01")) == 4


@pytest.mark.parametrize("start", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "＝1"])
def test_no_cell_becomes_a_formula(admin_client, page, start):
    School.objects.filter(name="Birch Row School").update(name=f"{start} School")
    (row,) = exported(admin_client, FINDINGS, rule="PUB-01", area="Brent")
    assert row["School"] == f"'{start} School"
    _heading, cells = sheet(admin_client, FINDINGS, rule="PUB-01", area="Brent")
    assert cells[0].data_type == "s" and cells[0].value == f"{start} School"


def test_a_character_that_no_workbook_holds_is_left_out(admin_client, page):
    School.objects.filter(name="Birch Row School").update(name="Birch\x0b Row\x00")
    _heading, cells = sheet(admin_client, FINDINGS, rule="PUB-01", area="Brent")
    assert cells[0].value == "Birch Row"
    assert harmless("Birch\x0b Row") == "Birch Row"
