"""Everything that a unit needs as one zip: plans, sheets, answers, slides, and a list of all of it."""

import csv
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from curriculum.models import UnitPage
from curriculum.selectors.lessons import Lesson, lessons_of
from hub.core.documents.names import file_name, free_name
from hub.core.documents.word import WORD_TYPE
from hub.core.figures import reading_of
from hub.core.spreadsheets import harmless
from resources.documents import files, quick_check, sheet, slides
from resources.documents.about import day_of, licence_of, written_in
from resources.documents.files import File
from resources.models import LessonResourcePage

ZIP_TYPE = "application/zip"
MANIFEST = "manifest.csv"
# The first day that a zip can name.
_LONG_AGO = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Item:
    """Something the unit needs: a file in a folder, or, without a file, a page that only has an address."""

    folder: str
    file: File | None
    title: str
    kind: str
    page: UnitPage | LessonResourcePage
    lessons: list[int] = field(default_factory=list)
    how_many: str = ""
    address: str = ""


def unit_file(unit: UnitPage) -> File:
    """Return the zip of a unit. It is another version once any page that the unit names is."""
    lessons = lessons_of(unit, reading_of(None))
    pages = files.named_in(lessons)
    versions = [files.version_of("part", page) for page in pages if isinstance(page, LessonResourcePage)]
    return File(
        name=file_name(unit.title, "zip"),
        content_type=ZIP_TYPE,
        version=files.version_of("unit", unit, versions, pages=pages),
        changed=files.changed([unit, *pages]),
        make=lambda: unit_zip(unit, lessons),
    )


def unit_zip(unit: UnitPage, lessons: Sequence[Lesson]) -> bytes:
    """Return the zip. Each of its files is the one that its own address answers with, and is held as that."""
    made, taken = BytesIO(), set[str]()
    with translation.override(written_in(unit)), ZipFile(made, "w") as archive:
        rows = []
        for item in _items(unit, lessons):
            name = ""
            if item.file:
                name = free_name(f"{item.folder}{item.file.name}", taken)
                # Files of office programs are zips themselves.
                archive.writestr(_entry(name, item.file.changed, ZIP_STORED), item.file.content())
            rows.append(_row(name, item))
        manifest = StringIO()
        csv.writer(manifest).writerows([[str(cell) for cell in _headers()], *rows])
        # With the mark by which Excel knows UTF-8.
        entry = _entry(MANIFEST, unit.last_published_at, ZIP_DEFLATED)
        archive.writestr(entry, manifest.getvalue().encode("utf-8-sig"))
    return made.getvalue()


def _items(unit: UnitPage, lessons: Sequence[Lesson]) -> Iterator[Item]:
    for lesson in lessons:
        plan = files.lesson_plan_file(unit, lessons, lesson)
        if lesson.key:
            name = file_name(f"{lesson.number} {lesson.title}", "docx")
            address = f"{unit.full_url or ''}{lesson.path}"
            kind = _("Lesson plan")
            yield Item("plans/", replace(plan, name=name), lesson.title, kind, unit, [lesson.number], address=address)
    yield from _quick_check(unit)
    for page, numbers, how_many in _used(lessons):
        yield from _of_page(page, numbers, how_many)


def _quick_check(unit: UnitPage) -> Iterator[Item]:
    if unit.quick_check:
        title, kind = quick_check.title_of(unit), _("Quick check")
        questions = File(
            name=file_name(kind, "docx"),
            content_type=WORD_TYPE,
            version=files.version_of("check", unit),
            changed=unit.last_published_at,
            make=lambda: quick_check.questions_document(unit),
        )
        yield Item("", questions, title, kind, unit)
    if quick_check.has_answers(unit):
        title, kind = quick_check.answers_title(unit), _("Quick check, answers")
        answers = File(
            name=file_name(kind, "docx"),
            content_type=WORD_TYPE,
            version=files.version_of("check answers", unit),
            changed=unit.last_published_at,
            make=lambda: quick_check.answers_document(unit),
        )
        yield Item("answers/", answers, title, kind, unit)


def _of_page(page: LessonResourcePage, numbers: list[int], how_many: str) -> Iterator[Item]:
    """Yield the files of a sheet, or its address where it has none: it is a link, or a file that somebody uploaded."""
    if sheet.has_paper(page):
        kind = str(page.get_sheet_kind_display() or _("Sheet"))
        yield Item("sheets/", files.sheet_file(page), page.title, kind, page, numbers, how_many)
    if slides.has_slides(page):
        yield Item("slides/", files.slides_file(page), page.title, _("Slides"), page, numbers, how_many)
    if sheet.has_answers(page):
        yield Item("answers/", files.answers_file(page), sheet.answers_title(page), _("Answers"), page, numbers)
    if not sheet.has_paper(page) and not slides.has_slides(page):
        yield Item("", None, page.title, str(page.resource_type or ""), page, numbers)


def _used(lessons: Sequence[Lesson]) -> list[tuple[LessonResourcePage, list[int], str]]:
    """Return the sheets and resources in order of use, with the numbers of the lessons and how many a class needs."""
    found: dict[int, tuple[LessonResourcePage, list[int], list[str]]] = {}
    for lesson in lessons:
        named = [(each.page, each.how_many) for each in lesson.sheets] + [(page, "") for page in lesson.resources]
        for page, how_many in named:
            if not isinstance(page, LessonResourcePage):
                continue
            _page, numbers, counts = found.setdefault(page.pk, (page, [], []))
            if lesson.number not in numbers:
                numbers.append(lesson.number)
            if how_many and how_many not in counts:
                counts.append(how_many)
    return [(page, numbers, "; ".join(counts)) for page, numbers, counts in found.values()]


def _headers() -> list[str]:
    return [
        _("File"),
        _("Title"),
        _("Kind"),
        _("Lessons"),
        _("How many"),
        _("Licence"),
        _("Responsible"),
        _("Review by"),
        _("Version of"),
        _("Address"),
    ]


def _row(name: str, item: Item) -> list[str]:
    page, day = item.page, day_of(item.page)
    cells = [
        name,
        item.title,
        item.kind,
        ", ".join(map(str, item.lessons)),
        item.how_many,
        licence_of(page),
        page.responsible,
        page.review_on.isoformat() if page.review_on else "",
        day.isoformat() if day else "",
        item.address or page.full_url or "",
    ]
    return [harmless(cell) for cell in cells]


def _entry(name: str, changed: datetime.datetime | None, compression: int) -> ZipInfo:
    when = max(timezone.localtime(changed) if changed else _LONG_AGO, _LONG_AGO)
    entry = ZipInfo(name, date_time=when.timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry
