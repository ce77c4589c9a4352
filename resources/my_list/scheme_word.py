"""The scheme of work as a Word document: a row a week, on A4 upright."""

import datetime
from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub.core.documents.rich_text import Run
from hub.core.documents.word import About, Word
from hub.core.documents.word_tables import add_table
from resources.my_list.scheme import Row


def scheme_document(title: str, rows: Sequence[Row], *, address: str, on: datetime.date) -> bytes:
    """Return the document. `address` is where the list can be opened again, `on` the day on which it is made."""
    about = About(title=title, language=get_language() or "en", subject=_("Scheme of work"), day=on)
    word = Word(about)
    word.heading(title)
    word.paragraph([Run(f"{_('Scheme of work')}. "), Run(_("Open this list on the hub"), url=address)])
    headers = [_("Week"), _("Lesson"), _("By the end"), _("Sheets")]
    if rows:
        add_table(word, headers, [_cells(row) for row in rows], description=_("Scheme of work"))
        # On paper a link leads nowhere; within the table an address would leave no room for words.
        word.heading(_("Addresses"), 2)
        word.items(([Run(str(row["address"]), url=str(row["address"]))] for row in rows), ordered=True)
    else:
        word.paragraph(_("Nothing is on the list."))
    return word.to_bytes()


def _cells(row: Row) -> list[str | list[Run]]:
    said = {key: str(value) for key, value in row.items() if value not in (None, "")}
    minutes = _("%s min") % said["minutes"] if "minutes" in said else ""
    stage = _("Key stage %s") % said["stage"] if "stage" in said else ""
    gatsby = _("Gatsby %s") % said["benchmarks"] if "benchmarks" in said else ""
    lines = [
        said.get("part_of", ""),
        ", ".join(filter(None, [said.get("years"), stage, minutes])),
        said.get("subjects", ""),
        gatsby,
        f"{said['licence']}. {said['checked']}",
    ]
    lesson = [Run(said["lesson"], bold=True, url=said["address"]), Run("\n" + "\n".join(filter(None, lines)))]
    return [said["week"], lesson, said.get("outcomes", ""), said.get("sheets", "")]
