"""A sheet as a Word document: the copy for pupils, and what is for the teacher apart."""

from django.utils import translation
from django.utils.translation import gettext as _

from hub.core.blocks.story import Section
from hub.core.documents.rich_text import Run
from hub.core.documents.word import Word
from resources.choices import SheetKind
from resources.documents import blocks
from resources.documents.about import about, written_in
from resources.documents.figures import reading_for, write_block
from resources.models import LessonResourcePage
from resources.sheets import sheet_of

# What is cut up, shown or kept by the teacher has no line for a pupil's name.
_WITHOUT_NAME = frozenset({SheetKind.CARDS, SheetKind.ROLE_CARDS, SheetKind.SLIDES, SheetKind.ANSWERS})
# Blocks that say what slides are for; alone, they make no sheet.
_NOT_PAPER = frozenset({"slide", "paragraph", "heading", "teacher_note"})


def has_paper(page: LessonResourcePage) -> bool:
    """Tell whether a resource is a sheet for pupils. Of slides, whether there is a table or a task among them."""
    kinds = {block["type"] for block in page.body.raw_data}
    return page.is_sheet and ("slide" not in kinds or not kinds <= _NOT_PAPER)


def has_answers(page: LessonResourcePage) -> bool:
    """Tell whether a sheet has answers or notes. What is said on slides goes with the slides."""
    return page.is_sheet and any(block["type"] == "teacher_note" for block in page.body.raw_data)


def sheet_document(page: LessonResourcePage) -> bytes:
    """Return the pupils' copy: nothing that is for the teacher."""
    with translation.override(written_in(page)):
        word = Word(about(page, page.title))
        word.heading(page.title)
        if page.sheet_kind not in _WITHOUT_NAME:
            word.paragraph([Run(f"{_('Name')} \t\t{_('Date')} \t")], style="NameLine")
        for part in sheet_of(page).pupils:
            _write(word, part, page)
        return word.to_bytes()


def answers_document(page: LessonResourcePage) -> bytes:
    """Return what is for the teacher: how many to print, and answers under the headings that they have on the sheet."""
    with translation.override(written_in(page)):
        sheet, title = sheet_of(page), answers_title(page)
        word = Word(about(page, title))
        word.heading(title)
        if sheet.lead:
            word.heading(_("Before you print"), 2)
            blocks.write(word, sheet.lead)
        for part in sheet.teacher:
            _write(word, part, page)
        return word.to_bytes()


def answers_title(page: LessonResourcePage) -> str:
    return _("Answers and notes: %(title)s") % {"title": page.title}


def _write(word: Word, part: Section, page: LessonResourcePage) -> None:
    if part.heading:
        word.heading(part.heading, 2)
    for block in part.blocks:
        if block.block_type == "figure":
            write_block(word, block, reading_for(page))
        else:
            blocks.write(word, block)
