"""The empty presentation that every other begins as: wide slides, two layouts, one language."""

from functools import lru_cache
from io import BytesIO
from typing import Any

import pptx
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Inches

from hub.core.documents.languages import tag_of

WIDTH, HEIGHT = Inches(40 / 3), Inches(7.5)
TITLE_LAYOUT, TEXT_LAYOUT = 0, 1
TEXT_POINTS = 36
_TITLE_POINTS = 40
_FONT = b"Arial"


def empty_presentation(language: str) -> Presentation:
    """Return a presentation without slides in a language (the hub's code of it)."""
    return pptx.Presentation(BytesIO(_base(language)))


@lru_cache(maxsize=32)
def _base(language: str) -> bytes:
    made: Any = pptx.Presentation()
    for layout in list(made.slide_layouts)[TEXT_LAYOUT + 1 :]:
        made.slide_layouts.remove(layout)
    wider = WIDTH / made.slide_width
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    for holder in (made.slide_master, *made.slide_layouts):
        _stretch(holder, wider)
        _darken(holder._element)
        for spoken in holder._element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr"), qn("a:fld")):
            if spoken.get("lang"):
                spoken.set("lang", tag_of(language))
    _style(made.slide_master._element)
    for part in made.part.package.iter_parts():
        if "theme" in str(part.partname):
            part._blob = part.blob.replace(b'typeface="Calibri"', b'typeface="' + _FONT + b'"')
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _stretch(holder: Any, wider: float) -> None:
    """Spread what a layout places over a wider slide; what has no place of its own takes that of the layout above."""
    for shape in holder.shapes:
        if shape._element.spPr.find(qn("a:xfrm")) is not None:
            left, width = shape.left, shape.width
            shape.left, shape.width = round(left * wider), round(width * wider)


def _darken(holder: Any) -> None:
    """Take the grey from the line below a title, which too few can read, and begin it where the title begins."""
    for grey in list(holder.iter(qn("a:tint"))):
        grey.getparent().remove(grey)
    for level in holder.iter(qn("a:lvl1pPr")):
        if level.get("algn") == "ctr":
            level.set("algn", "l")


def _style(master: Any) -> None:
    """Titles at the side where reading begins, in bold; text in one size for all levels."""
    for title in master.iter(qn("p:titleStyle")):
        for level in title.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
            level.find(qn("a:defRPr")).set("sz", str(_TITLE_POINTS * 100))
            level.find(qn("a:defRPr")).set("b", "1")
    for text in master.iter(qn("p:bodyStyle")):
        for looks in text.iter(qn("a:defRPr")):
            looks.set("sz", str(TEXT_POINTS * 100))
