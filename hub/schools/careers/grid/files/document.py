"""The programme as a Word document: a scheme of work with a table for each year, as accessible as Word can be."""

import io
from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from hub.core.spreadsheets import writable
from hub.schools.careers.grid.columns import BY_NAME, Column
from hub.schools.careers.grid.rows import RowInput
from hub.schools.careers.grid.words import Words
from hub.schools.careers.programme import hours_in_words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "en-GB"
# The columns of a table with their widths in centimetres, on a sheet on its side.
SHOWN = {"title": 5, "kind": 4.2, "term": 1.8, "minutes": 1.8, "with_whom": 3.2, "benchmarks": 2.2, "lesson": 4.5}


def document(rows: Sequence[RowInput], words: Words, *, title: str, year: str) -> bytes:
    """Return a scheme of work (.docx): a heading and a table for each year group, then for each pathway."""
    made = Document()
    _set_up(made, title)
    made.add_heading(writable(title), 0)
    if year:
        made.add_paragraph(_("School year %s") % year)
    for heading, own in _by_year(rows):
        made.add_heading(writable(heading), 1)
        minutes = sum(_counted(row, words) for row in own)
        made.add_paragraph(_("Hours that count towards the 100 hours: %s.") % hours_in_words(minutes))
        _table(made, own, [BY_NAME[name] for name in SHOWN])
    if not rows:
        made.add_paragraph(_("The programme has no activities yet."))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _by_year(rows: Sequence[RowInput]) -> list[tuple[str, list[RowInput]]]:
    """Return the rows of each year group and of each pathway, with its heading."""
    years: defaultdict[int, list[RowInput]] = defaultdict(list)
    pathways: defaultdict[str, list[RowInput]] = defaultdict(list)
    for row in rows:
        if row.meaning is None:
            continue
        for year in row.meaning.years:
            years[year].append(row)
        if not row.meaning.years:
            pathways[row.meaning.pathway].append(row)
    return [(_("Year %d") % year, own) for year, own in sorted(years.items())] + list(pathways.items())


def _counted(row: RowInput, words: Words) -> int:
    kind = next((kind for kind in words.kinds if row.meaning and kind.pk == row.meaning.kind_id), None)
    return row.meaning.minutes if row.meaning and kind and kind.counts else 0


def _set_up(made: WordDocument, title: str) -> None:
    made.core_properties.title, made.core_properties.language = writable(title)[:255], LANGUAGE
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    style = made.styles["Normal"]
    style.font.size = Pt(10)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    style.element.get_or_add_rPr().append(language)


def _table(made: WordDocument, rows: Sequence[RowInput], columns: Sequence[Column]) -> None:
    """Add a table whose first row is its heading and is repeated on each sheet of paper."""
    table = made.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(str(column.label)).bold = True
    table.autofit = False
    heading = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(heading)
    for row in rows:
        for cell, column in zip(table.add_row().cells, columns, strict=True):
            cell.paragraphs[0].add_run(writable(row.cells.get(column.name, "")))
    for place, column in enumerate(columns):
        for cell in table.columns[place].cells:
            cell.width = Cm(SHOWN[column.name])
