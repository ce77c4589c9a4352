"""The check at the end of a unit as a Word document, and its answers, with what good work looks like, as another."""

from django.utils import translation
from django.utils.translation import gettext as _

from curriculum.models import UnitPage
from hub.core.documents.rich_text import Run
from hub.core.documents.word import Word
from hub.core.documents.word_tables import add_table
from resources.documents.about import about, written_in


def has_answers(unit: UnitPage) -> bool:
    """Tell whether there is something to write down for the teacher."""
    return bool(unit.quick_check or unit.good_work)


def title_of(unit: UnitPage) -> str:
    return _("Quick check: %(unit)s") % {"unit": unit.title}


def answers_title(unit: UnitPage) -> str:
    return _("Quick check, answers: %(unit)s") % {"unit": unit.title}


def questions_document(unit: UnitPage) -> bytes:
    """Return the questions for pupils, with choices to tick or lines to write on."""
    with translation.override(written_in(unit)):
        word = Word(about(unit, title_of(unit)))
        word.heading(title_of(unit))
        word.paragraph([Run(f"{_('Name')} \t\t{_('Date')} \t")], style="NameLine")
        for number, block in enumerate(unit.quick_check, start=1):
            word.paragraph(f"{number}. {block.value['question']}", style="Task")
            for option in block.value.get("options") or ():
                word.paragraph(f"☐ {option}")
            if not block.value.get("options"):
                word.paragraph("\t", style="WritingLine")
                word.paragraph("\t", style="WritingLine")
        return word.to_bytes()


def answers_document(unit: UnitPage) -> bytes:
    """Return the answers, and the signs of good work."""
    with translation.override(written_in(unit)):
        word = Word(about(unit, answers_title(unit)))
        word.heading(answers_title(unit))
        rows = [[block.value["question"], block.value["answer"]] for block in unit.quick_check]
        if rows:
            add_table(word, [_("Question"), _("Answer, and why")], rows, description=_("Quick check"))
        if unit.good_work:
            word.heading(_("What good work looks like"), 2)
            signs = [[block.value["look_for"], block.value["example"]] for block in unit.good_work]
            headers = [_("Look for"), _("What it looks like")]
            add_table(word, headers, signs, description=_("What good work looks like"))
        return word.to_bytes()
