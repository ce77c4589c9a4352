"""Which files a page has: each with a name, a version, and a way to be made."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from wagtail.models import Page

from curriculum.models import UnitPage
from curriculum.selectors.lessons import Lesson
from hub.core.caches import held_as
from hub.core.documents.names import file_name
from hub.core.documents.slides import SLIDES_TYPE
from hub.core.documents.word import WORD_TYPE
from resources.documents import sheet, slides
from resources.documents.about import language_of, written_in
from resources.documents.figures import said_on
from resources.documents.lesson_plan import lesson_plan
from resources.models import LessonResourcePage

# Whoever changes what is written into files counts on, so that no file of before is given out.
REVISION = 1
HELD_SECONDS = 24 * 60 * 60
# A zip is put together from files that are held; held itself it would be most of a small cache.
HELD_BYTES_MOST = 256 * 1024


@dataclass(frozen=True)
class File:
    """A file that can be made. `version` is another one whenever its content would be; `changed` is when."""

    name: str
    content_type: str
    version: str
    changed: datetime.datetime | None
    make: Callable[[], bytes]

    def content(self) -> bytes:
        """Return the file, made now or since this version was public."""
        key = f"documents:{self.version}"
        held = held_as(bytes, key)
        if held is None:
            held = self.make()
            if len(held) <= HELD_BYTES_MOST:
                cache.set(key, held, HELD_SECONDS)
        return held


def lesson_plan_file(unit: UnitPage, lessons: Sequence[Lesson], lesson: Lesson) -> File:
    """Return the plan of one of a unit's lessons; `lessons` are all of them."""
    return File(
        name=file_name(lesson.title or unit.title, "docx"),
        content_type=WORD_TYPE,
        version=version_of("plan", unit, lesson.key, pages=named_in(lessons)),
        changed=changed([unit, *named_in(lessons)]),
        make=lambda: lesson_plan(unit, lesson, of=len(lessons)),
    )


def sheet_file(page: LessonResourcePage) -> File:
    """Return the pupils' copy of a sheet."""
    return File(
        name=file_name(page.title, "docx"),
        content_type=WORD_TYPE,
        version=version_of("sheet", page),
        changed=page.last_published_at,
        make=lambda: sheet.sheet_document(page),
    )


def answers_file(page: LessonResourcePage) -> File:
    """Return what is for the teacher on a sheet."""
    with translation.override(written_in(page)):
        title = sheet.answers_title(page)
    return File(
        name=file_name(title, "docx"),
        content_type=WORD_TYPE,
        version=version_of("answers", page),
        changed=page.last_published_at,
        make=lambda: sheet.answers_document(page),
    )


def slides_file(page: LessonResourcePage) -> File:
    """Return the slides of a resource."""
    return File(
        name=file_name(page.title, "pptx"),
        content_type=SLIDES_TYPE,
        version=version_of("slides", page),
        changed=page.last_published_at,
        make=lambda: slides.slides_document(page),
    )


def named_in(lessons: Iterable[Lesson]) -> list[Page]:
    """Return the pages that lessons name, once each."""
    pages = (page for lesson in lessons for page in (*(each.page for each in lesson.sheets), *lesson.resources))
    return list(dict.fromkeys(pages))


def changed(pages: Iterable[Page]) -> datetime.datetime | None:
    """Return when the latest of some pages went public."""
    return max((page.last_published_at for page in pages if page.last_published_at), default=None)


def version_of(kind: str, page: UnitPage | LessonResourcePage, *more: object, pages: Iterable[Page] = ()) -> str:
    """Return the version of a file of a page: a digest of what the page says, and of the pages that it names.

    Of the content and not of the day alone, because not every change is a publication: an address moves with a parent.
    """
    streams = (
        [page.lessons, page.quick_check, page.good_work, page.outcomes] if isinstance(page, UnitPage) else [page.body]
    )
    said = [
        REVISION,
        kind,
        page.pk,
        language_of(page),
        page.full_url,
        page.title,
        page.summary,
        page.responsible,
        page.review_on,
        page.last_published_at,
        getattr(page, "licence", ""),
        getattr(page, "sheet_kind", ""),
        [list(stream.raw_data) for stream in streams],
        [(each.pk, each.title, each.url, each.last_published_at) for each in pages],
        said_on(page),
        more,
    ]
    return hashlib.sha256(json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()[:32]
