"""Elements of a Word file, in the order that its schema wants."""

from collections.abc import Iterable, Mapping

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from hub.core.documents.rich_text import Run, writable

# Scripts of which Word takes font and size for "complex scripts": those of India and South East Asia.
_COMPLEX = (("\u0900", "\u0dff"), ("\u0e00", "\u0eff"), ("\u1000", "\u109f"))
# An A4 page's width in the unit of Word's tables, a twentieth of a point.
TWIPS_PER_MM = 1440 / 25.4


def element(name: str, attributes: Mapping[str, object] | None = None) -> Element:
    """Return `<w:name w:key="value">`."""
    made = OxmlElement(f"w:{name}")
    for key, value in (attributes or {}).items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def paragraph(style: str = "", *, page_break: bool = False, keep_next: bool = False) -> Element:
    """Return an empty paragraph. `style`: the style's id, "" for the usual one."""
    made = element("p")
    if style or page_break or keep_next:
        properties = element("pPr")
        if style:
            properties.append(element("pStyle", {"val": style}))
        if keep_next:
            properties.append(element("keepNext"))
        if page_break:
            properties.append(element("pageBreakBefore"))
        made.append(properties)
    return made


def list_item(style: str, *, number: int, level: int) -> Element:
    """Return an empty paragraph that is an item of the list with a number of the file's numbering."""
    made = element("p")
    properties, numbering = element("pPr"), element("numPr")
    numbering.append(element("ilvl", {"val": level}))
    numbering.append(element("numId", {"val": number}))
    properties.append(element("pStyle", {"val": style}))
    properties.append(numbering)
    made.append(properties)
    return made


def add_runs(to: Element, runs: Iterable[Run], part: Part) -> None:
    """Write runs into a paragraph; those with an address become links. `part`: the part of the file it stands in."""
    for run in runs:
        if not run.url:
            to.append(_run(run))
            continue
        link = element("hyperlink")
        link.set(qn("r:id"), part.relate_to(run.url, RT.HYPERLINK, is_external=True))
        link.append(_run(run, style="Hyperlink"))
        to.append(link)


def field(instruction: str) -> Element:
    """Return a field that Word fills in, such as PAGE."""
    made = element("fldSimple", {"instr": instruction})
    made.append(_run(Run("1")))
    return made


def _run(run: Run, style: str = "") -> Element:
    made, text = element("r"), writable(run.text)
    looks = ["b", "bCs"] if run.bold else []
    looks += ["i", "iCs"] if run.italic else []
    if any(first <= letter <= last for letter in text for first, last in _COMPLEX):
        looks.append("cs")
    if style or looks:
        properties = element("rPr")
        if style:
            properties.append(element("rStyle", {"val": style}))
        if "cs" in looks:
            properties.append(element("rFonts", {"cs": "Nirmala UI"}))
        for look in looks:
            properties.append(element(look))
        made.append(properties)
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if number:
            made.append(element("br"))
        for place, words in enumerate(line.split("\t")):
            if place:
                made.append(element("tab"))
            if words:
                made.append(_text(words))
    return made


def _text(words: str) -> Element:
    made = element("t")
    made.text = words
    if words != words.strip():
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
