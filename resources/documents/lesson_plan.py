"""One lesson of a unit as a Word document: what its page says, in the same order."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from curriculum.models import UnitPage
from curriculum.selectors.lessons import Lesson, Note
from curriculum.templatetags.curriculum_tags import as_hours, year_words
from hub.core.documents.rich_text import Run
from hub.core.documents.word import Word
from hub.core.documents.word_tables import add_table
from resources.documents.about import about, licence_of, written_in
from resources.documents.figures import write_figure


def lesson_plan(unit: UnitPage, lesson: Lesson, *, of: int) -> bytes:
    """Return the plan of a lesson. `of`: how many lessons the unit has."""
    with translation.override(written_in(unit)):
        word = Word(about(unit, lesson.title))
        word.heading(lesson.title)
        _write_facts(word, unit, lesson, of)
        _write_needed(word, lesson)
        _write_parts(word, lesson)
        _write_adaptations(word, lesson)
        _write_notes(word, lesson.notes)
        if lesson.resources:
            word.heading(_("Resources"), 2)
            word.items([[_linked(page)] for page in lesson.resources])
        _write_imprint(word, unit)
        return word.to_bytes()


def _write_facts(word: Word, unit: UnitPage, lesson: Lesson, of: int) -> None:
    place = _("Lesson %(number)s of %(of)s in") % {"number": lesson.number, "of": of}
    word.paragraph([Run(f"{place} "), _linked(unit)])
    facts = [
        (_("For"), year_words(unit.year_numbers)),
        (_("Takes"), as_hours(lesson.activity.minutes)),
        (_("Counts towards 100"), as_hours(lesson.activity.counted)),
        (_("Kind of activity"), lesson.kind),
        (_("Subjects"), ", ".join(map(str, unit.subjects.all()))),
        (_("Adapted for"), ", ".join(map(str, lesson.needs))),
    ]
    word.facts([(name, words) for name, words in facts if words])


def _write_needed(word: Word, lesson: Lesson) -> None:
    if not lesson.sheets and not lesson.things:
        return
    word.heading(_("You need"), 2)
    sheets = [[_linked(sheet.page), Run(f" ({sheet.how_many})" if sheet.how_many else "")] for sheet in lesson.sheets]
    word.items([*sheets, *lesson.things])


def _write_parts(word: Word, lesson: Lesson) -> None:
    if not lesson.parts:
        return
    word.heading(_("The lesson"), 2)
    for part in lesson.parts:
        word.heading(f"{part.label} ({as_hours(part.minutes)})" if part.minutes else part.label, 3)
        word.rich(part.text.source, base=word.about.address)


def _write_adaptations(word: Word, lesson: Lesson) -> None:
    if not lesson.adaptations:
        return
    word.heading(_("Adaptations"), 2)
    rows = [[each.whom or _("For everybody"), each.change] for each in lesson.adaptations]
    add_table(word, [_("For"), _("What to change")], rows, description=_("Adaptations"))


def _write_notes(word: Word, notes: Sequence[Note]) -> None:
    if not notes:
        return
    word.heading(_("Besides"), 2)
    for note in notes:
        runs = [Run(f"{note.label}: ", bold=True), Run(note.text)]
        if note.host:
            runs += [Run(" "), Run(note.host, url=note.url)]
        word.paragraph(runs)
        for each in note.figures:
            write_figure(word, each.figure, each.sentence)


def _write_imprint(word: Word, unit: UnitPage) -> None:
    """Say who answers for it, until when it holds, and what may be done with it."""
    said = []
    if unit.responsible:
        said.append(_("Responsible: %(who)s.") % {"who": unit.responsible})
    if unit.review_on:
        said.append(_("Review by %(day)s.") % {"day": date_format(unit.review_on, "j F Y")})
    said.append(_("%(licence)s: free to copy and change with attribution.") % {"licence": licence_of(unit)})
    word.paragraph(" ".join(said), style="Hint")


def _linked(page: Page) -> Run:
    return Run(page.title, url=page.full_url or "")
