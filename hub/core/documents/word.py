"""Builds a Word document from headings, paragraphs, lists and tables."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Mm

from hub.core.documents import word_xml as xml
from hub.core.documents.about import DECORATIVE, About, describe
from hub.core.documents.languages import is_right_to_left
from hub.core.documents.rich_text import Paragraph, Run, paragraphs_of, writable
from hub.core.documents.word_base import TEXT_WIDTH_MM, empty_document

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Words = str | Sequence[Run]
_STYLES = {"p": "", "ul": "ListBullet", "ol": "ListNumber"}
_ORDERED = 1
_BULLETS = 1


class Word:
    """A document on A4 in one language. Whatever is added stands after what was added before."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.right_to_left = is_right_to_left(about.language)
        self._document = empty_document(about.language)
        self._body = self._document.element.body
        self._end = self._body.sectPr
        self._break_next = False
        describe(self._document.core_properties, about)
        self._write_footer()

    def heading(self, words: Words, level: int = 1) -> None:
        """Add a heading of level 1 (once, the title) to 3."""
        self.paragraph(words, style=f"Heading{level}")

    def paragraph(self, words: Words, style: str = "") -> None:
        """Add a paragraph. `style`: the id of a style (parts/styles.xml)."""
        made = xml.paragraph(style, page_break=self._break_next)
        self._break_next = False
        xml.add_runs(made, runs_of(words), self._document.part)
        self.add(made)

    def facts(self, pairs: Iterable[tuple[str, Words]]) -> None:
        """Add lines of a name and what it is: "Takes 20 min"."""
        for name, words in pairs:
            self.paragraph([Run(name, bold=True), Run("\t"), *runs_of(words)], style="Fact")

    def items(self, items: Iterable[Words], *, ordered: bool = False) -> None:
        """Add a list."""
        number = self._new_numbering() if ordered else _BULLETS
        for words in items:
            self._item(runs_of(words), kind="ol" if ordered else "ul", level=0, number=number)

    def rich(self, html: str, *, base: str = "") -> None:
        """Add rich text. `base`: the address that its links within the hub begin at."""
        self.paragraphs(paragraphs_of(html, base=base))

    def paragraphs(self, found: Iterable[Paragraph], *, style: str = "") -> None:
        """Add paragraphs and items of lists as they come; each numbered list begins at one."""
        numbers: dict[int, int] = {}
        for each in found:
            if each.kind == "p":
                self.paragraph(each.runs, style=style)
                continue
            if each.group not in numbers:
                numbers[each.group] = self._new_numbering() if each.kind == "ol" else _BULLETS
            self._item(each.runs, kind=each.kind, level=min(each.level, 2), number=numbers[each.group])

    def picture(self, file: IO[bytes], *, alt: str, width_mm: float = 0, height_mm: float = 0) -> None:
        """Add a picture within a width and a height. `alt`: what it shows, "" for one that is decoration."""
        made = xml.paragraph()
        self.add(made)
        self.draw(made, file, alt=alt, width_mm=width_mm or TEXT_WIDTH_MM, height_mm=height_mm or 120)

    def draw(self, to: Element, file: IO[bytes], *, alt: str, width_mm: float, height_mm: float) -> None:
        """Put a picture into a paragraph, as large as fits."""
        inline: Any = self._document.part.new_pic_inline(file)
        scale = min(Mm(width_mm) / inline.extent.cx, Mm(height_mm) / inline.extent.cy)
        size = int(inline.extent.cx * scale), int(inline.extent.cy * scale)
        for extent in (inline.extent, inline.graphic.graphicData.pic.spPr.xfrm.ext):
            extent.cx, extent.cy = size
        inline.docPr.set("descr", writable(alt))
        if not alt:
            inline.docPr.append(parse_xml(DECORATIVE))
        run, drawing = xml.element("r"), xml.element("drawing")
        drawing.append(inline)
        run.append(drawing)
        to.append(run)

    def page_break(self) -> None:
        """Begin a new page with the next paragraph."""
        self._break_next = True

    def add(self, made: Element) -> None:
        """Add an element of the body, such as a table."""
        self._end.addprevious(made)

    def so_far(self) -> list[Any]:
        """Return the paragraphs and tables that were added, in their order."""
        return [each for each in self._body if each is not self._end]

    def runs_into(self, to: Element, words: Words) -> None:
        """Write words into a paragraph that is not in the body itself, such as one of a cell."""
        xml.add_runs(to, runs_of(words), self._document.part)

    def to_bytes(self) -> bytes:
        made = BytesIO()
        self._document.save(made)
        return made.getvalue()

    def _item(self, runs: Sequence[Run], *, kind: str, level: int, number: int) -> None:
        made = xml.list_item(_STYLES[kind], number=number, level=level)
        xml.add_runs(made, runs, self._document.part)
        self.add(made)

    def _new_numbering(self) -> int:
        """Return the number of a new numbered list, which begins at one."""
        numbering = self._document.part.numbering_part.element.add_num(_ORDERED)
        numbering.add_lvlOverride(0).add_startOverride(1)
        return int(numbering.numId)

    def _write_footer(self) -> None:
        about, footer = self.about, self._document.sections[0].footer
        day = date_format(about.day, "j F Y") if about.day else ""
        said = " · ".join(filter(None, [settings.WAGTAIL_SITE_NAME, about.licence, day]))
        first, *more = footer._element.findall(qn("w:p"))
        for each in more:
            footer._element.remove(each)
        made = xml.paragraph("Footer")
        footer._element.replace(first, made)
        before, between, after = (_("Page %(page)s of %(pages)s") % {"page": "\0", "pages": "\0"}).split("\0")
        xml.add_runs(made, [Run(f"{said}\t{before}")], footer.part)
        made.append(xml.field("PAGE"))
        xml.add_runs(made, [Run(between)], footer.part)
        made.append(xml.field("NUMPAGES"))
        xml.add_runs(made, [Run(after)] if after else [], footer.part)
        if about.address:
            below = xml.paragraph("Footer")
            xml.add_runs(below, [Run(about.address, url=about.address)], footer.part)
            made.addnext(below)


def runs_of(words: Words) -> Sequence[Run]:
    """Return words as runs."""
    return [Run(words)] if isinstance(words, str) else words
