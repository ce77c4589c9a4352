"""The programme as a file: a workbook and a scheme of work to download, and a spreadsheet that is uploaded.

An upload is read and shown, and nothing of it is kept: what is confirmed goes to the table as its form sends it.
"""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.accounts.requests import AdminRequest
from hub.schools.careers.grid.changes import CHANGED, GONE, NEW, SAME, plan
from hub.schools.careers.grid.files.document import WORD, document
from hub.schools.careers.grid.files.upload import FILE_MOST, Read, Refusal, read
from hub.schools.careers.grid.files.workbook import EXCEL, workbook
from hub.schools.careers.grid.views import Opened, opened

STATES = {
    NEW: gettext_lazy("New"),
    CHANGED: gettext_lazy("Changed"),
    SAME: gettext_lazy("As it is"),
    GONE: gettext_lazy("Taken out"),
}


class ProgrammeUploadForm(forms.Form):
    """A spreadsheet, and whether it takes the place of the programme or adds to it."""

    spreadsheet = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("An Excel workbook (.xlsx) or CSV of up to 5 MB. You see what would change first."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt"}),
        error_messages={
            "required": gettext_lazy("Choose the spreadsheet."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    how = forms.ChoiceField(
        label=gettext_lazy("What it does"),
        choices=[
            ("replace", gettext_lazy("It is the whole programme: rows that it lacks are taken out")),
            ("add", gettext_lazy("It adds to the programme: rows that it lacks stay")),
        ],
        initial="replace",
        widget=forms.RadioSelect,
    )

    def clean_spreadsheet(self) -> UploadedFile:
        """Refuse what cannot be read; the content decides what a file is."""
        file = self.cleaned_data["spreadsheet"]
        try:
            self.read: Read = read(file.read(FILE_MOST + 1), name=file.name)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file


@never_cache
def upload(request: AdminRequest, page_id: int) -> HttpResponse:
    """Take a spreadsheet and show what it would change, with what is wrong in which cell."""
    at = opened(request, page_id)
    form = ProgrammeUploadForm(request.POST, request.FILES) if request.method == "POST" else ProgrammeUploadForm()
    if not (form.is_bound and form.is_valid()):
        return render(request, "schools/admin/careers/grid/upload.html", {"page": at.page, "at": at, "form": form})
    made = plan(form.read.lines, at.rows, at.words, add=form.cleaned_data["how"] == "add")
    changes = [
        {"state": STATES[each.state], "key": each.state, "cells": each.cells(at.columns), "problems": each.problems}
        for each in made.changes
    ]
    context: dict[str, Any] = {
        "page": at.page,
        "at": at,
        "name": form.cleaned_data["spreadsheet"].name,
        "columns": at.columns,
        "changes": changes,
        "counts": [(STATES[state], count) for state, count in made.counts.items() if count],
        "problems": made.problems,
        "remarks": form.read.remarks,
        "rows": json.dumps([{"cells": row.listed, "keys": list(row.keys)} for row in made.rows]),
    }
    return render(request, "schools/admin/careers/grid/dry_run.html", context)


@require_safe
@never_cache
def programme_workbook(request: AdminRequest, page_id: int) -> HttpResponse:
    """Answer the latest draft's programme as an Excel workbook, which can be uploaded again."""
    at = opened(request, page_id)
    return _file(workbook(at.rows, at.columns, at.words, title=_title(at)), EXCEL, f"{_name(at)}.xlsx")


@require_safe
@never_cache
def programme_document(request: AdminRequest, page_id: int) -> HttpResponse:
    """Answer the latest draft's programme as a scheme of work in Word."""
    at = opened(request, page_id)
    made = document(at.rows, at.words, title=_title(at), year=at.draft.academic_year)
    return _file(made, WORD, f"{_name(at)}.docx")


def _title(at: Opened) -> str:
    return _("Careers programme, %s") % at.page.school.name


def _name(at: Opened) -> str:
    return slugify(f"careers-programme-{at.page.school.name}-{at.draft.academic_year.replace('/', '-')}")[:100]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
