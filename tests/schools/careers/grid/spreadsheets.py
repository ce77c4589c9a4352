"""Makes spreadsheets, uploads them and reads what the dry run says."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from hub.schools.careers.grid.columns import NAMES

HEADINGS = ["Year group", "Activity", "Type", "Term", "Time", "Gatsby", "Employer"]
ROW = ["7-9", "A visit to a bakery", "workplace visit", "Autumn", "2 days", "5, 6.1", "A bakery"]


def at(page, name: str) -> str:
    return reverse(f"schools_programme_{name}", args=[page.pk])


def book(*rows: list[Any], change=lambda sheet: None) -> bytes:
    """Return a workbook with these rows; `change` does what else is wanted to its sheet."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    change(made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def upload(client, page, data: bytes, *, name: str = "programme.xlsx", how: str = "replace"):
    return client.post(at(page, "upload"), {"spreadsheet": SimpleUploadedFile(name, data), "how": how})


def states(answer) -> list[tuple[str, str]]:
    """Return what becomes of each row, and what it says that pupils do."""
    return [(each["key"], each["cells"][NAMES.index("title")][0]) for each in answer.context["changes"]]


def refusal(answer) -> str:
    (message,) = answer.context["form"].errors["spreadsheet"]
    return message
