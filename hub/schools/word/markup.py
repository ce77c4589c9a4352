"""Splits mammoth's HTML into sections, with only the tags that the rich text of a page may hold. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from xml.etree.ElementTree import Element

from hub.schools.word.headings import HEADING, heading_of
from hub.schools.word.listed import LISTS, MARK, say_numbers, shows_its_numbers, typed_lists
from hub.schools.word.tables import Table, read_table, rows_of

NOTE = re.compile(r"((?:foot|end)note-[\w.-]+)$")
BACK = re.compile(r"#(foot|end)note-ref-")
SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)\S+$", re.IGNORECASE)
INLINE_TAG = re.compile(r"</?(b|i|a)\b[^>]*>")
ANY_TAG = re.compile(r"<[^>]*>")
LINE_TAG = re.compile(r"</?(?:p|ul|ol|li|br)\b[^>]*>")
STYLED = {"strong": "b", "b": "b", "em": "i", "i": "i"}

CAPTION = "caption"
BLOCKS = LISTS | {"p", "li", "table", "thead", "tbody", "tr", "td", "th", *(f"h{level}" for level in range(1, 7))}
# A paragraph or a list as rich text, or a table.
Passage = str | Table


@dataclass(frozen=True)
class Section:
    """A heading (may be "") and what follows it, passage by passage.

    `level` is 1 for the highest and 0 where there is no heading. `guessed`: the heading was made by hand. `margin`: the
    lines of headers and footers.
    """

    heading: str
    level: int
    passages: tuple[Passage, ...] = ()
    guessed: bool = False
    margin: bool = False

    @property
    def words(self) -> int:
        return sum(len(text_of(passage).split()) for passage in self.passages)


@dataclass
class _Open:
    """A section that is being read, with the keys of the notes it refers to."""

    heading: str = ""
    level: int = 0
    guessed: bool = False
    passages: list[Passage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def text_of(passage: Passage) -> str:
    """Return the words of a passage, one space between them; of a table its caption, its headings, then each row."""
    if not isinstance(passage, Table):
        return _words(passage)
    cells = (cell.html for row in passage.rows for cell in row)
    return " ".join(filter(None, map(_words, (passage.caption, *passage.headings, *cells))))


def lines_of(passage: Passage) -> list[str]:
    """Return a passage as lines of words: a paragraph, an item, the caption or a row of a table each."""
    if isinstance(passage, Table):
        return [line for each in (passage.caption, *passage.lines()) if (line := _words(each))]
    return [line for part in LINE_TAG.split(passage) if (line := _words(part))]


def rich(passages: tuple[Passage, ...] | list[Passage]) -> str:
    """Return passages as one piece of rich text, in which a table is a list with an item for each row."""
    return "".join(each.html() if isinstance(each, Table) else each for each in passages)


def _words(html: str) -> str:
    return " ".join(unescape(ANY_TAG.sub(" ", INLINE_TAG.sub("", html))).split())


def sections_of(body: Element, margin: list[str]) -> tuple[Section, ...]:
    """Return the sections of a document's `body` (mammoth's HTML), then the lines of its headers and footers."""
    found = [_Open()]
    notes: dict[str, str] = {}
    for element in _captioned(body):
        if _key(element) is None:
            _block(element, found)
        else:
            notes |= {_key_of(item): _note(item, number) for number, item in enumerate(element, start=1)}
    sections = [
        Section(
            each.heading,
            each.level,
            (
                *typed_lists(each.passages),
                *(notes[key] for key in dict.fromkeys(each.notes) if key in notes),
            ),
            guessed=each.guessed,
        )
        for each in found
        if each.heading or each.passages
    ]
    if margin:
        sections.append(Section("", 0, tuple(f"<p>{escape(line, quote=False)}</p>" for line in margin), margin=True))
    return tuple(sections)


def _captioned(body: Element) -> Iterator[Element]:
    """Yield the elements of a body; a caption beside a table goes with it, as an attribute."""
    elements = list(body)
    taken: set[int] = set()
    for position, element in enumerate(elements):
        if element.tag != "table":
            continue
        for beside in (position - 1, position + 1):
            if beside in taken or not 0 <= beside < len(elements) or elements[beside].get("class") != CAPTION:
                continue
            element.set(CAPTION, "".join(_pieces(elements[beside])))
            taken.add(beside)
            break
    return (element for position, element in enumerate(elements) if position not in taken)


def _block(element: Element, found: list[_Open]) -> None:
    """Add an element to the last section of `found`, or begin a new one."""
    rows = rows_of(element) if element.tag == "table" else []
    if rows and all(len(row) <= 1 for row in rows):
        # A table of one column is a frame around text, and may hold headings.
        for row in rows:
            for cell in row:
                for inner in cell:
                    _block(inner, found)
        return
    heading = heading_of(element)
    if heading is not None:
        found.append(_Open(heading.text, heading.level, heading.guessed))
        element = heading.rest if heading.rest is not None else Element("p")
    found[-1].passages += _table(element) if rows else [say_numbers(each) for each in _passages(element)]
    targets = (link.get("href", "").removeprefix("#") for link in element.iter("a"))
    found[-1].notes += [target for target in targets if NOTE.match(target)]


def _table(element: Element) -> list[Passage]:
    found = read_table(element, lambda cell: [say_numbers(each) for each in _pieces(cell)], element.get(CAPTION, ""))
    return [found] if found else []


def _passages(element: Element) -> list[str]:
    if element.tag in LISTS:
        if not shows_its_numbers(element):
            return _numbered(element)
        return [MARK.sub("", made)] if (made := _list(element)) else []
    if HEADING.match(element.tag):
        return [f"<p><b>{piece}</b></p>" for piece in _pieces(element)]
    return [f"<p>{piece}</p>" for piece in _pieces(element)]


def _list(element: Element) -> str:
    items = []
    for item in element:
        text = [inline(item), *_others(item)]
        nested = "".join(_list(each) for each in item if each.tag in LISTS)
        words = "<br/>".join(filter(None, text))
        if words or nested:
            items.append(f"<li>{words}{nested}</li>")
    return f"<{element.tag}>{''.join(items)}</{element.tag}>" if items else ""


def _numbered(element: Element) -> list[str]:
    """Return a list as paragraphs that say their own numbers, because a list would count them otherwise."""
    found = []
    for item in element:
        found += [f"<p>{piece}</p>" for piece in (inline(item), *_others(item)) if piece]
        found += [passage for each in item if each.tag in LISTS for passage in _passages(each)]
    return found


def _others(item: Element) -> list[str]:
    return [_joined(each, "; ") for each in item if each.tag in BLOCKS - LISTS]


def _joined(element: Element, between: str) -> str:
    return between.join(_pieces(element))


def _pieces(element: Element) -> list[str]:
    """Return the lines of text in an element, whatever blocks they stand in."""
    own = inline(element)
    return [*([own] if own else []), *(piece for each in element if each.tag in BLOCKS for piece in _pieces(each))]


def inline(element: Element) -> str:
    """Return the text of an element as rich text, without the blocks in it; "" if there is none."""
    parts = [escape(element.text or "", quote=False)]
    for each in element:
        parts += ["" if each.tag in BLOCKS else _span(each), escape(each.tail or "", quote=False)]
    html = "".join(parts).strip()
    return html if text_of(html) else ""


def _span(element: Element) -> str:
    if element.tag == "br":
        return "<br/>"
    href = element.get("href", "")
    # Not `inline`, which would eat the spaces at the ends.
    words = escape(element.text or "", quote=False) + "".join(
        _span(each) + escape(each.tail or "", quote=False) for each in element
    )
    if BACK.match(href):
        return ""
    if element.tag in STYLED and words.strip():
        return f"<{STYLED[element.tag]}>{words}</{STYLED[element.tag]}>"
    if SAFE_LINK.match(href) and words.strip():
        return f'<a href="{escape(href)}">{words}</a>'
    return words


def _key(element: Element) -> str | None:
    """Return the key of the first note, if `element` is the list of notes at the end of a document."""
    first = element[0] if element.tag == "ol" and len(element) else None
    found = NOTE.match(first.get("id", "")) if first is not None else None
    return found[0] if found else None


def _key_of(item: Element) -> str:
    return item.get("id", "")


def _note(item: Element, number: int) -> str:
    return f"<p>[{number}] {_joined(item, ' ')}</p>"
