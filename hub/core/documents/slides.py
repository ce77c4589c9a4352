"""Builds a PowerPoint presentation: titles and text in the layouts' own places, which screen readers read in order."""

from collections.abc import Sequence
from io import BytesIO
from typing import IO, Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from hub.core.documents.about import DECORATIVE, About, describe
from hub.core.documents.languages import is_right_to_left, tag_of
from hub.core.documents.rich_text import Paragraph, Run, writable
from hub.core.documents.slides_base import (
    HEIGHT,
    TEXT_LAYOUT,
    TEXT_POINTS,
    TITLE_LAYOUT,
    WIDTH,
    empty_presentation,
)

SLIDES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SIZES = (TEXT_POINTS, 32, 28, 24, 20, 18, 16)
# Text takes 4.5 of a slide's inches; a line is 1.2 times its letters, and so is the air below a paragraph's last half.
_TEXT_POINTS_HIGH, _LINE, _AFTER = 4.5 * 72, 1.2, 0.3
_LETTER_WIDTH = 0.5
_MARGIN = Inches(0.6)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


class Slides:
    """A presentation in one language."""

    def __init__(self, about: About) -> None:
        self.about = about
        self._tag = tag_of(about.language)
        self._right_to_left = is_right_to_left(about.language)
        self._made: Any = empty_presentation(about.language)
        describe(self._made.core_properties, about)

    def title_slide(self, title: str, below: str, *, notes: str = "") -> None:
        """Add the slide that a presentation begins with."""
        slide = self._made.slides.add_slide(self._made.slide_layouts[TITLE_LAYOUT])
        self._write(slide.shapes.title, [Paragraph([Run(title)])], points=0)
        self._write(slide.placeholders[1], [Paragraph([Run(below)])], points=20)
        self._note(slide, notes)

    def slide(
        self,
        title: str,
        text: Sequence[Paragraph],
        *,
        notes: str = "",
        picture: IO[bytes] | None = None,
        alt: str = "",
    ) -> None:
        """Add a slide. `notes`: what to say; `alt`: what the picture shows, "" for one that is decoration."""
        slide = self._made.slides.add_slide(self._made.slide_layouts[TEXT_LAYOUT])
        self._write(slide.shapes.title, [Paragraph([Run(title)])], points=0)
        body = slide.placeholders[1]
        room = WIDTH - 2 * _MARGIN
        if picture is not None:
            self._draw(slide, picture, alt=alt, alone=not text)
            room = room // 2
            # Once it has a place of its own it has to have all of it.
            body.left, body.top, body.width, body.height = body.left, body.top, room, body.height
        if text:
            self._write(body, text, points=_points(text, room / 12700))
        else:
            body._element.getparent().remove(body._element)
        self._note(slide, notes)

    def to_bytes(self) -> bytes:
        made = BytesIO()
        self._made.save(made)
        return made.getvalue()

    def _draw(self, slide: Any, picture: IO[bytes], *, alt: str, alone: bool) -> None:
        """Put a picture beside the text, or in the middle where there is none."""
        drawn = slide.shapes.add_picture(picture, 0, 0)
        top, high = Inches(1.7), HEIGHT - Inches(2.2)
        wide = WIDTH - 2 * _MARGIN if alone else (WIDTH - 2 * _MARGIN) // 2 - _MARGIN
        scale = min(wide / drawn.width, high / drawn.height)
        drawn.width, drawn.height = round(drawn.width * scale), round(drawn.height * scale)
        drawn.left = (WIDTH - drawn.width) // 2 if alone else WIDTH - _MARGIN - drawn.width
        drawn.top = top
        facts = drawn._element.nvPicPr.cNvPr
        facts.set("descr", writable(alt))
        if not alt:
            facts.append(parse_xml(DECORATIVE))

    def _write(self, shape: Any, text: Sequence[Paragraph], *, points: int) -> None:
        frame = shape.text_frame
        for number, each in enumerate(text):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self._set(paragraph, each, in_text=shape.placeholder_format.type is not None and points >= _SIZES[-1])
            for run in each.runs:
                self._run(paragraph, run, points)

    def _set(self, paragraph: Any, said: Paragraph, *, in_text: bool) -> None:
        """Say of a paragraph whether it is an item of a list, and which way it is written."""
        properties = paragraph._p.get_or_add_pPr()
        if self._right_to_left:
            properties.set("rtl", "1")
            properties.set("algn", "r")
        if not in_text:
            return
        if said.kind == "p":
            properties.set("marL", "0")
            properties.set("indent", "0")
            properties.append(properties.makeelement(f"{{{_DRAWING}}}buNone"))
            return
        paragraph.level = min(said.level, 4)
        if said.kind == "ol":
            properties.append(properties.makeelement(f"{{{_DRAWING}}}buAutoNum", {"type": "arabicPeriod"}))

    def _run(self, paragraph: Any, said: Run, points: int) -> None:
        for number, line in enumerate(writable(said.text).split("\n")):
            if number:
                paragraph.add_line_break()
            if not line:
                continue
            run = paragraph.add_run()
            run.text = line
            run._r.get_or_add_rPr().set("lang", self._tag)
            if points and points != TEXT_POINTS:
                run.font.size = Pt(points)
            # Only what is so: "not bold" would be bold no more where the layout's style is.
            run.font.bold, run.font.italic = said.bold or None, said.italic or None
            if said.url:
                run.hyperlink.address = said.url

    def _note(self, slide: Any, notes: str) -> None:
        if not notes:
            return
        frame = slide.notes_slide.notes_text_frame
        frame.text = writable(notes)
        for run in frame._txBody.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", self._tag)
        if self._right_to_left:
            for paragraph in frame.paragraphs:
                paragraph._p.get_or_add_pPr().set("rtl", "1")


def _points(text: Sequence[Paragraph], width_points: float) -> int:
    """Return the largest size, in points, at which text fits below the title; the smallest where none does."""
    for points in _SIZES:
        letters = width_points / (points * _LETTER_WIDTH)
        lines = sum(1 + len(line) // letters for each in text for line in each.text.split("\n"))
        if (lines * _LINE + len(text) * _AFTER) * points <= _TEXT_POINTS_HIGH:
            return points
    return _SIZES[-1]
