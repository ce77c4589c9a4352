"""What people typed is never run as a formula by whoever opens an export of the admin."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from wagtail.log_actions import log

from hub.accounts.models import User
from hub.pages.models import StandardPage

FORMULA = '=HYPERLINK("https://bad.example","press")'
REPORTS = [
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:page_types_usage",
]


@pytest.fixture
def staff(home, client):
    user = User.objects.create_superuser("root@hub.example", "secret", first_name=FORMULA, last_name="@SUM(1)")
    page = home.add_child(instance=StandardPage(title=FORMULA, slug="formula", locked=True, locked_by=user))
    page.save_revision(user=user).publish(user=user)
    log(page, "wagtail.edit", user=user)
    client.force_login(user)
    return client


@pytest.mark.parametrize("report", REPORTS)
def test_no_cell_of_a_csv_file_begins_like_a_formula(staff, report):
    answer = staff.get(reverse(report), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert len(rows) > 1 or report in ("wagtailadmin_reports:workflow", "wagtailadmin_reports:workflow_tasks")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "-"))]


def test_a_workbook_holds_it_as_text(staff):
    answer = staff.get(reverse("wagtailadmin_reports:site_history"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == FORMULA]
    assert cells and {cell.data_type for cell in cells} == {"s"}
