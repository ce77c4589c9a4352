"""Reduces Word's markup to what mammoth reads, as it would read with every tracked change accepted.

mammoth passes over what it does not know, text and all (fields, equations, text boxes without an old-fashioned copy).
Here such wrappers are opened, so that no text is lost; what is left out is counted, so that it can be named.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from hub.schools.word.numbering import CLOSES, OPENS, Numbering
from hub.schools.word.xml import WORD, attribute, child, local

HEADING_LEVELS = 6
STYLES_DEEP = 20

# What mammoth reads, with its children; and properties, which it reads whole.
KEPT = frozenset(
    {
        *("document", "body", "p", "r", "tbl", "tr", "tc", "hyperlink", "hdr", "ftr"),
        *("footnotes", "footnote", "endnotes", "endnote"),
        *("t", "tab", "br", "sym", "fldChar", "instrText", "noBreakHyphen", "softHyphen"),
        *("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef"),
    }
)
PROPERTIES = frozenset({"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr"})
DELETED = frozenset({"del", "moveFrom"})
INSERTED = frozenset({"ins", "moveTo"})
PICTURES = frozenset({"drawing", "pict", "object"})
CHARTS = frozenset({"chart", "relIds"})
# Whole files inside the document, which Word shows as part of its text.
CHUNKS = frozenset({"altChunk", "subDoc"})
HEADING_NAME = re.compile(r"heading ([1-9])\b")
CONTENTS_NAME = re.compile(r"toc (\d|heading)|table of contents|contents heading")


@dataclass(frozen=True)
class Style:
    """A paragraph style: its name in English, the style it is made from, its outline level (1 is highest).

    `numbered`: the properties of the list that its paragraphs are items of.
    """

    name: str
    based_on: str = ""
    level: int | None = None
    numbered: Element | None = None


@dataclass
class Seen:
    """What a document holds that does not become text: how often each, and what its pictures are said to show."""

    counts: Counter[str] = field(default_factory=Counter)
    pictures: list[str] = field(default_factory=list)


def read_styles(root: Element) -> dict[str, Style]:
    """Return the paragraph styles of a styles part, by key."""
    return {
        attribute(each, "styleId"): Style(
            name=attribute(child(each, "name"), "val").casefold(),
            based_on=attribute(child(each, "basedOn"), "val"),
            level=_level(child(each, "pPr", "outlineLvl")),
            numbered=child(each, "pPr", "numPr"),
        )
        for each in root
        if local(each) == "style" and attribute(each, "type") == "paragraph"
    }


def _level(outline: Element | None) -> int | None:
    value = attribute(outline, "val")
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


class Flattener:
    """Rewrites the parts of one document; `seen` tells afterwards what was met."""

    def __init__(self, styles: Mapping[str, Style], numbering: Numbering | None = None):
        self.styles = styles
        self.numbering = numbering or Numbering()
        self.seen = Seen()

    def flatten(self, root: Element) -> Element:
        """Return a copy of `root` (document, notes, header or footer) that holds nothing mammoth does not know."""
        flat = Element(root.tag, root.attrib)
        flat.extend(self._children(root))
        return flat

    def _children(self, element: Element) -> list[Element]:
        flat = [new for each in element for new in self._flat(each)]
        for position, each in enumerate(flat):
            # A deleted paragraph mark joins a paragraph with the next one. Where none follows, nothing is joined.
            following = flat[position + 1] if position + 1 < len(flat) else None
            marks = child(each, "pPr", "rPr") if local(each) == "p" else None
            deleted = child(marks, "del")
            if marks is not None and deleted is not None:
                self.seen.counts["deleted"] += 1
                if following is None or local(following) != "p":
                    marks.remove(deleted)
        return flat

    def _flat(self, element: Element) -> Iterable[Element]:
        """Return what stands for `element`: itself, its children, or nothing."""
        name = local(element)
        if name in PROPERTIES:
            return [element]
        if name in KEPT:
            return self._kept(element, name)
        if name in DELETED:
            self.seen.counts["deleted"] += 1
            return []
        if name in PICTURES:
            return self._picture(element)
        if name == "AlternateContent":
            return self._children(_chosen(element))
        if name == "sdt":
            return self._control(element)
        if name == "cr":
            return [Element(f"{{{WORD}}}br")]
        if name == "oMath":
            return [_run("".join(each.text or "" for each in element.iter() if local(each) == "t"))]
        self.seen.counts["inserted"] += name in INSERTED
        self.seen.counts["comments"] += name == "commentReference"
        self.seen.counts["chunks"] += name in CHUNKS
        return self._children(element)

    def _kept(self, element: Element, name: str) -> Iterable[Element]:
        if name == "p":
            return self._paragraph(element)
        if name == "tr" and child(element, "trPr", "del") is not None:
            self.seen.counts["deleted"] += 1
            return []
        if name == "tc" and child(element, "tcPr", "cellDel") is not None:
            self.seen.counts["deleted"] += 1
            return []
        self.seen.counts["hidden"] += name == "r" and child(element, "rPr", "vanish") is not None
        flat = Element(element.tag, element.attrib)
        flat.text = element.text
        flat.extend(self._children(element))
        return [flat]

    def _paragraph(self, element: Element) -> Iterable[Element]:
        flat = Element(element.tag, element.attrib)
        flat.extend(self._children(element))
        properties = child(flat, "pPr")
        key = attribute(child(properties, "pStyle"), "val")
        if CONTENTS_NAME.match(self.styles[key].name if key in self.styles else key.casefold()):
            self.seen.counts["contents"] += 1
            return []
        level = _level(child(properties, "outlineLvl")) or self.heading_level(key)
        number = self._number(child(properties, "numPr"), key) if _says_something(flat) else ""
        if number:
            # A heading says its number itself; of an item it is decided later whether its list shows it anyway.
            said = f"{number} " if level else f"{OPENS}{number}{CLOSES}"
            flat.insert(0 if properties is None else 1, _run(said))
        if level and properties is not None:
            self._make_heading(properties, min(level, HEADING_LEVELS))
        return [flat]

    def _number(self, own: Element | None, key: str) -> str:
        """Return the number of a paragraph, from its own properties `own` or from those of its style `key`."""
        listed, level = attribute(child(own, "numId"), "val"), attribute(child(own, "ilvl"), "val")
        style = ""
        for _step in range(STYLES_DEEP):
            if listed or key not in self.styles:
                break
            style, numbered = key, self.styles[key].numbered
            listed = attribute(child(numbered, "numId"), "val")
            level = level or attribute(child(numbered, "ilvl"), "val")
            key = self.styles[key].based_on
        return self.numbering.next(listed, int(level) if level.isdecimal() else None, style) if listed else ""

    def heading_level(self, key: str) -> int | None:
        """Return the level of the paragraph style `key`, from its name, its outline level or what it is based on."""
        for _step in range(STYLES_DEEP):
            style = self.styles.get(key)
            if style is None:
                return None
            if found := HEADING_NAME.match(style.name):
                return int(found[1])
            if style.name == "title":
                return 1
            if style.level:
                return style.level
            key = style.based_on
        return None

    @staticmethod
    def _make_heading(properties: Element, level: int) -> None:
        for each in list(properties):
            if local(each) in ("pStyle", "numPr"):
                properties.remove(each)
        properties.insert(0, Element(f"{{{WORD}}}pStyle", {f"{{{WORD}}}val": f"Heading{level}"}))

    def _picture(self, element: Element) -> Iterable[Element]:
        """Count the pictures and return the text boxes, as old-fashioned ones, which mammoth puts after the paragraph.

        A box in a box is read with the outer one.
        """
        boxes: list[Element] = []
        rest = [element]
        while rest:
            each = rest.pop(0)
            name = local(each)
            if name == "txbxContent":
                boxes.append(each)
                continue
            self.seen.counts["charts"] += name in CHARTS
            if name in ("blip", "imagedata"):
                self.seen.counts["images"] += 1
            elif name == "docPr" and (said := (each.get("descr") or "").strip()):
                self.seen.pictures.append(said)
            rest.extend(_chosen(each) if name == "AlternateContent" else each)
        if not boxes:
            return []
        text = Element(f"{{{WORD}}}pict")
        for box in boxes:
            text.extend(self._children(box))
        return [text]

    def _control(self, element: Element) -> Iterable[Element]:
        """Return the content of a content control; a table of contents only repeats the headings."""
        gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
        if attribute(gallery, "val").casefold() == "table of contents":
            self.seen.counts["contents"] += 1
            return []
        content = child(element, "sdtContent")
        return self._children(content) if content is not None else []


def _chosen(element: Element) -> Element:
    """Return the one branch of an AlternateContent that is read: a text stands in each of them."""
    empty = Element("nothing")
    branches = [each for each in element if local(each) in ("Choice", "Fallback")]
    with_text = (each for each in branches if any(local(inner) == "t" for inner in each.iter()))
    return next(with_text, branches[0] if branches else empty)


def _says_something(paragraph: Element) -> bool:
    return any(local(each) in ("t", "drawing", "pict") for each in paragraph.iter())


def _run(text: str) -> Element:
    run = Element(f"{{{WORD}}}r")
    SubElement(run, f"{{{WORD}}}t").text = text
    return run
