"""The table of a programme in the admin: shows the latest draft, takes what was typed, saves a new draft.

Works without JavaScript: the table is a form, long ones in parts. Publishing stays with the page's edit view.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page

from hub.accounts.requests import AdminRequest, RequestUser
from hub.core.versions import said_of_version
from hub.publication.dates import AcademicYear
from hub.schools.careers.curriculum_map.beside import map_of_table
from hub.schools.careers.grid.columns import NAMES, columns_for
from hub.schools.careers.grid.posted import PART, PART_MOST, Unreadable, given_rows, part_of
from hub.schools.careers.grid.rows import RowInput
from hub.schools.careers.grid.table import (
    ACTIVITIES_MOST,
    ROWS_MOST,
    Moved,
    fingerprint,
    in_order,
    read_rows,
    rows_of,
    save,
)
from hub.schools.careers.grid.words import Words, words_of
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.totals import draft_totals
from hub.schools.duties.published import is_judged


@dataclass(frozen=True)
class Opened:
    """A careers page whose programme somebody works on: its latest draft, the rows of that, and what cells may say."""

    page: CareersPage
    draft: CareersPage
    words: Words
    rows: list[RowInput]
    version: str

    @property
    def columns(self) -> Sequence:
        return columns_for(by_pathway=self.words.by_pathway)


@dataclass
class Shown:
    """What the table shows: rows, the part of them that is a form without a script, and what is said above it.

    `start` and `after`: rows before and behind that part. `more`: empty rows below it.
    """

    rows: list[RowInput]
    start: int = 0
    after: int = 0
    opened: str = ""
    save_over: str = ""
    more: int = 5
    pasted: str = ""
    errors: list[str] = field(default_factory=list)
    unsaved: bool = False
    status: int = 200

    @classmethod
    def of(cls, at: Opened, *, begins: str | None = None, **said: Any) -> Self:
        """Return what is shown of the latest draft, from the part that the row `begins` is in."""
        start = part_of(begins, max(len(at.rows) - 1, 0)) // PART * PART
        return cls(at.rows, start, max(len(at.rows) - start - PART, 0), opened=at.version, **said)

    @property
    def part(self) -> list[RowInput]:
        return self.rows[self.start : len(self.rows) - self.after]


def may_edit_programme(page: Page, user: RequestUser) -> bool:
    """Tell whether `user` may: change that page, which is one in English; a translation follows it."""
    is_ours = isinstance(page, CareersPage) and not page.alias_of_id and is_judged(page)
    return is_ours and page.permissions_for_user(user).can_edit()


def opened(request: HttpRequest, page_id: int) -> Opened:
    """Return what a person works on.

    Raises:
        Http404: when there is no such page, or it follows another.
        PermissionDenied: when the person may not edit it.
    """
    page = get_object_or_404(CareersPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if page.alias_of_id or not is_judged(page):
        raise Http404("changed with the English page")
    draft = page.get_latest_revision_as_object()
    held, today, year = in_order(draft), timezone.localdate(), AcademicYear.parse_or_none(draft.academic_year)
    words = words_of(page, on=max(today, year.first_day) if year else today, held=held)
    return Opened(page, draft, words, rows_of(held, words), fingerprint(held))


@never_cache
def grid(request: AdminRequest, page_id: int) -> HttpResponse:
    """Show the programme as a table, and save it."""
    at = opened(request, page_id)
    if request.method != "POST":
        return _shown(request, at, Shown.of(at, begins=request.GET.get("from")))
    try:
        given = given_rows(request.POST, base=at.rows)
    except Unreadable as error:
        return _shown(request, at, Shown.of(at, errors=[str(error)], status=400))
    shown = Shown(
        read_rows(given.rows, at.words),
        given.start,
        given.after,
        opened=request.POST.get("save_over") or request.POST.get("opened", ""),
        pasted=given.pasted,
        unsaved=True,
    )
    if given.pasted:
        words = _("Paste up to %d rows at a time here. A longer programme can be uploaded as a spreadsheet.")
        shown.errors, shown.status = [words % PART], 400
        return _shown(request, at, shown)
    if "add" in request.POST or "open" in request.POST:
        shown.more = 25
        return _shown(request, at, shown)
    return _saved(request, at, shown)


def _saved(request: AdminRequest, at: Opened, shown: Shown) -> HttpResponse:
    """Save what is shown and lead back to it, or show it again with what keeps it from being saved."""
    lock = at.page.get_lock()
    wrong = sum(len(row.errors) for row in shown.rows)
    if at.page.permissions_for_user(request.user).page_locked():
        shown.errors = [_("Not saved: the page is locked. %s") % (lock.get_message(request.user) if lock else "")]
        shown.status = 403
    elif wrong:
        words = ngettext(
            "Not saved: %d cell needs another look. Everything you wrote is still here.",
            "Not saved: %d cells need another look. Everything you wrote is still here.",
            wrong,
        )
        shown.errors = [words % wrong]
    elif len(shown.rows) > ROWS_MOST:
        shown.errors = [_("Not saved: the table holds up to %d rows, and these are more.") % ROWS_MOST]
        shown.status = 400
    elif sum(max(len(row.meaning.years), 1) for row in shown.rows if row.meaning) > ACTIVITIES_MOST:
        shown.errors = [_("Not saved: a programme has up to %d activities, one for each year group.") % ACTIVITIES_MOST]
        shown.status = 400
    else:
        try:
            changed = save(at.page, shown.rows, words=at.words, opened=shown.opened, user=request.user)
        except Moved:
            return _shown(request, at, _moved(at, shown))
        said = _("Saved as a draft. It becomes public when the page is published.")
        messages.success(request, said if changed else _("Nothing was changed, so nothing was saved."))
        return redirect(f"{request.path}?from={shown.start}" if shown.start else request.path)
    return _shown(request, at, shown)


def _moved(at: Opened, shown: Shown) -> Shown:
    """Say that the programme was changed since, and offer to save over that: for this version of it alone."""
    shown.errors = [
        _("%s The programme is another by now. Nothing of yours is lost: it is below, not saved yet.")
        % said_of_version(at.page.latest_revision)
    ]
    shown.save_over, shown.status = at.version, 409
    return shown


def _shown(request: AdminRequest, at: Opened, shown: Shown) -> HttpResponse:
    part = shown.part[:PART_MOST]
    blank = [RowInput({})] * max(0, min(shown.more, PART_MOST - len(part)))
    permissions = at.page.permissions_for_user(request.user)
    lock = at.page.get_lock()
    context = {
        "page": at.page,
        "at": at,
        "shown": shown,
        "columns": at.columns,
        "lines": [_line(number, row, at) for number, row in enumerate([*part, *blank], shown.start + 1)],
        "end": max(len(at.rows) - shown.after, shown.start),
        "parts": range(0, len(shown.rows), PART) if len(shown.rows) > PART else (),
        "problems": list(_problems(shown.rows, at)),
        "data": data_for_script(at, shown),
        "locked": lock.get_message(request.user) if lock and permissions.page_locked() else "",
        "is_locked": permissions.page_locked(),
        "totals": draft_totals(at.draft, on=timezone.localdate()),
        "school_map": map_of_table(at.page, shown.rows, on=timezone.localdate()),
        "rows_most": ROWS_MOST,
        "admin": True,
    }
    return render(request, "schools/admin/careers/grid/table.html", context, status=shown.status)


def _line(number: int, row: RowInput, at: Opened) -> dict[str, object]:
    cells = [(column, row.cells.get(column.name, ""), row.errors.get(column.name, "")) for column in at.columns]
    return {"number": number, "cells": cells, "keys": " ".join(row.keys)}


def _problems(rows: Sequence[RowInput], at: Opened) -> list[dict[str, object]]:
    """Return what is wrong, each with its cell, for the list above the table."""
    return [
        {"row": number, "column": column, "message": row.errors[column.name]}
        for number, row in enumerate(rows, 1)
        for column in at.columns
        if column.name in row.errors
    ]


def data_for_script(at: Opened, shown: Shown) -> dict[str, object]:
    """Return what the script builds the whole table from: every row, and which kinds count towards the 100 hours."""
    return {
        "columns": [
            {
                "name": column.name,
                "label": str(column.label),
                "place": NAMES.index(column.name),
                "list": column.suggests,
                "words": sorted(column.words),
            }
            for column in at.columns
        ],
        "width": len(NAMES),
        "rows": [{"cells": row.listed, "keys": row.keys, "errors": row.problems} for row in shown.rows],
        "unsaved": shown.unsaved,
        "most": ROWS_MOST,
        "uncounted": [str(kind) for kind in at.words.kinds if not kind.counts],
        "taught": sorted(at.words.taught or ()),
    }
