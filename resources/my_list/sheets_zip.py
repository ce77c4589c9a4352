"""All sheets that a list needs in one zip: the pupils' copies, slides, the answers apart, and a table of them all."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hub.core.documents.names import free_name
from hub.core.spreadsheets import harmless
from resources.documents import files, sheet, slides
from resources.models import LessonResourcePage
from resources.my_list.page import full_address
from resources.my_list.scheme import checked
from resources.my_list.steps import Step

CONTENT_TYPE = "application/zip"
# Each takes some hundredths of a second to make; what is left out is named in the table.
MOST = 120


def sheets_zip(steps: Sequence[Step], *, request: HttpRequest) -> bytes:
    """Return the zip. A sheet that several lessons need is in it once."""
    made = io.BytesIO()
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(map(str, (_("File"), _("Sheet"), _("For"), _("Licence"), _("Checked"), _("Address"))))
    taken: set[str] = set()
    with zipfile.ZipFile(made, "w") as zipped:
        for number, (page, lessons) in enumerate(_needed(steps)):
            names = []
            for folder, file in _files_of(page) if number < MOST else ():
                names.append(free_name(f"{folder}/{file.name}", taken))
                # The files are zips themselves.
                zipped.writestr(names[-1], file.content(), zipfile.ZIP_STORED)
            told = "; ".join(names) or (_("left out: too many") if number >= MOST else _("only on the hub"))
            cells = (
                told,
                page.title,
                "; ".join(lessons),
                page.get_licence_display(),
                checked(page.last_checked, page.review_on),
                full_address(page, "", request),
            )
            writer.writerow([harmless(cell) for cell in cells])
        # With the mark by which spreadsheet programs know UTF-8.
        zipped.writestr(_("contents") + ".csv", "\ufeff" + table.getvalue(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _needed(steps: Sequence[Step]) -> list[tuple[LessonResourcePage, list[str]]]:
    """Return each sheet with the titles of what needs it, in the order of the list."""
    needed: dict[int, tuple[LessonResourcePage, list[str]]] = {}
    for step in steps:
        for page in step.sheets:
            if isinstance(page, LessonResourcePage):
                needed.setdefault(page.pk, (page, []))[1].append(step.title)
    return list(needed.values())


def _files_of(page: LessonResourcePage) -> Iterator[tuple[str, files.File]]:
    if slides.has_slides(page):
        yield _("slides"), files.slides_file(page)
    if sheet.has_paper(page):
        yield _("sheets"), files.sheet_file(page)
    if sheet.has_answers(page):
        yield _("answers"), files.answers_file(page)
