"""Tables of a Word document: of data with header rows, to fill in, an empty box, and cards to cut out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from hub.core.documents import word_xml as xml
from hub.core.documents.rich_text import writable
from hub.core.documents.word import Word, Words, runs_of
from hub.core.documents.word_base import TEXT_HEIGHT_MM, TEXT_WIDTH_MM

LINE_MM = 9
# What stands above cards on their page (a caption) and below (the line after the table).
BESIDE_CARDS_MM = 12
# Letters in a line, a line and the air around a paragraph in mm: of a title, a heading, and of words. Each is generous.
_TALL = {"Heading1": (48, 9, 4), "Heading2": (70, 6, 8)}
_TALL_OF_WORDS = (85, 6, 3)
# Words that take more of the first page leave too little of it for cards.
_MOST_ABOVE_MM = 70
CARDS_ACROSS = {2: 1, 4: 2, 6: 2, 8: 2}
# From so many letters on, a card's words are written smaller. A letter takes about so much of a page, in mm².
_LETTER_MM2, _SMALL_LETTER_MM2 = 10.5, 8.2
_TITLE_MM = 16
# Letters that a column's width goes by: of its longest cell between the first two, and where there is room to write.
_NARROW, _WIDE, _BLANK = 8, 40, 30
# A bold letter of the widest kind, and the air beside a cell's words.
_BOLD_LETTER_MM, _BESIDE_WORDS_MM = 2.3, 4.5


@dataclass(frozen=True)
class Card:
    """One card: a title, words, and a picture with what it shows."""

    title: str
    text: str = ""
    picture: IO[bytes] | None = None
    alt: str = ""


def add_table(
    word: Word,
    headers: Sequence[Words],
    rows: Sequence[Sequence[Words]],
    *,
    caption: str = "",
    description: str = "",
    row_mm: float = 0,
    row_headers: bool = True,
) -> None:
    """Add a table whose header row is said to be one and is repeated on each page.

    Args:
        headers: one for each column.
        rows: as many cells as there are headers.
        caption: stands above it, and is its title for those who cannot see it.
        description: what it is, where there is no caption.
        row_mm: the height of a row at least.
        row_headers: whether the first column names the rows.
    """
    if caption:
        word.paragraph(caption, style="Caption")
    widths = _widths(headers, rows)
    table = _table(word, "HubTable", widths, title=caption or description, header=True, row_headers=row_headers)
    table.append(_row(word, headers, widths, header=True))
    for cells in rows:
        table.append(_row(word, cells, widths, height_mm=row_mm))
    _finish(word, table)


def add_box(word: Word, *, lines: int, description: str) -> None:
    """Add an empty box to draw or write in, as high as so many writing lines."""
    table = _table(word, "HubTable", [TEXT_WIDTH_MM], title=description)
    table.append(_row(word, [""], [TEXT_WIDTH_MM], height_mm=lines * LINE_MM))
    _finish(word, table)


def add_cards(word: Word, cards: Sequence[Card], *, per_page: int, caption: str, description: str) -> None:
    """Add cards to cut out along dashed lines, so many on a page of A4.

    Args:
        cards: in the order of reading.
        per_page: 2, 4, 6 or 8.
        caption: what to do with them; stands above.
        description: what the table is, for those who cannot see it.
    """
    across = CARDS_ACROSS[per_page]
    widths = [TEXT_WIDTH_MM / across] * across
    height = _height_of(cards, widths[0], per_page // across, above_mm=_above(word))
    if caption:
        word.paragraph(caption, style="Caption")
    table = _table(word, "HubCards", widths, title=caption or description)
    for first in range(0, len(cards), across):
        row = list(cards[first : first + across])
        # A page's cards stay together, so that a pile of pages is cut at once.
        together = first + across < len(cards) and (first + across) % per_page != 0
        made = _row_of(height, fixed=all(_fits(card, widths[0], height) for card in row))
        for card in row:
            made.append(_card(word, card, widths[0], height, keep_next=together))
        for _missing in range(across - len(row)):
            made.append(_cell(widths[0], [xml.paragraph("CardText")]))
        table.append(made)
    _finish(word, table)


def _height_of(cards: Sequence[Card], width_mm: float, rows: int, *, above_mm: float) -> float:
    """Return how tall a row of cards is, in mm: a little less where the first page's rows then stand below its words.

    The rows of a page stay together. At full height they would leave the words above them alone on a page.
    """
    whole = TEXT_HEIGHT_MM - BESIDE_CARDS_MM
    less = (whole - above_mm) / rows
    return less if all(_fits(card, width_mm, less) for card in cards) else whole / rows


def _above(word: Word) -> float:
    """Return how much of the first page is written, in mm. Nought where a table or too many words stand on it."""
    taken = 0.0
    for each in word.so_far():
        if each.tag != qn("w:p"):
            return 0
        letters, line, air = _TALL.get(each.style or "", _TALL_OF_WORDS)
        text = "".join(each.itertext())
        taken += line * -(-max(len(text), 1) // letters) + air
    return taken if taken <= _MOST_ABOVE_MM else 0


def _card(word: Word, card: Card, width_mm: float, height_mm: float, *, keep_next: bool) -> Element:
    made = []
    if card.picture:
        drawn = xml.paragraph("CardText", keep_next=keep_next)
        word.draw(drawn, card.picture, alt=card.alt, width_mm=width_mm - 10, height_mm=height_mm * 0.45)
        made.append(drawn)
    title = xml.paragraph("CardTitle", keep_next=keep_next)
    word.runs_into(title, card.title)
    made.append(title)
    if card.text:
        text = xml.paragraph("CardText" if _room(card, width_mm, height_mm) >= _LETTER_MM2 else "CardTextSmall")
        word.runs_into(text, card.text)
        made.append(text)
    return _cell(width_mm, made)


def _room(card: Card, width_mm: float, height_mm: float) -> float:
    """Return how many mm² there are for each letter of a card's text; a line break takes half a line."""
    height = height_mm * (0.5 if card.picture else 1) - _TITLE_MM
    letters = len(card.text) + card.text.count("\n") * 20
    return (width_mm - 8) * max(height, 1) / max(letters, 1)


def _fits(card: Card, width_mm: float, height_mm: float) -> bool:
    """Tell whether a card surely fits: if not its row may grow, because nothing of it may be cut off."""
    return _room(card, width_mm, height_mm) >= _SMALL_LETTER_MM2 and len(card.title) <= width_mm / 2


def _widths(headers: Sequence[Words], rows: Sequence[Sequence[Words]]) -> list[float]:
    """Return the columns' widths in mm: no word is broken while there is room, and what is to fill in gets more."""
    longest, least = [], []
    for number, header in enumerate(headers):
        cells = [_text(row[number]) for row in rows]
        letters = max(map(len, [_text(header), *cells]))
        longest.append(min(_WIDE, max(_NARROW, letters, 0 if all(cells) else _BLANK)))
        words = [len(word) for text in (_text(header), *cells) for word in text.split()]
        least.append(max(words, default=0) * _BOLD_LETTER_MM + _BESIDE_WORDS_MM)
    room = TEXT_WIDTH_MM - sum(least)
    if room < 0:
        least, room = [0.0] * len(least), TEXT_WIDTH_MM
    return [low + room * share / sum(longest) for low, share in zip(least, longest, strict=True)]


def _text(words: Words) -> str:
    return "".join(run.text for run in runs_of(words))


def _table(
    word: Word, style: str, widths: Sequence[float], *, title: str, header: bool = False, row_headers: bool = False
) -> Element:
    made, properties = xml.element("tbl"), xml.element("tblPr")
    properties.append(xml.element("tblStyle", {"val": style}))
    if word.right_to_left:
        properties.append(xml.element("bidiVisual"))
    properties.append(xml.element("tblW", {"w": round(sum(widths) * xml.TWIPS_PER_MM), "type": "dxa"}))
    properties.append(xml.element("tblLayout", {"type": "fixed"}))
    look = {"firstRow": int(header), "lastRow": 0, "firstColumn": int(row_headers), "lastColumn": 0}
    value = f"{0x0600 + 0x20 * header + 0x80 * row_headers:04X}"
    properties.append(xml.element("tblLook", {"val": value, **look, "noHBand": 1, "noVBand": 1}))
    if title:
        properties.append(xml.element("tblCaption", {"val": writable(title)}))
    made.append(properties)
    grid = xml.element("tblGrid")
    for width in widths:
        grid.append(xml.element("gridCol", {"w": round(width * xml.TWIPS_PER_MM)}))
    made.append(grid)
    return made


def _row(
    word: Word, cells: Sequence[Words], widths: Sequence[float], *, height_mm: float = 0, header: bool = False
) -> Element:
    made = _row_of(height_mm, header=header)
    for words, width in zip(cells, widths, strict=True):
        paragraph = xml.paragraph("CellText")
        word.runs_into(paragraph, words)
        made.append(_cell(width, [paragraph]))
    return made


def _row_of(height_mm: float, *, header: bool = False, fixed: bool = False) -> Element:
    made, properties = xml.element("tr"), xml.element("trPr")
    properties.append(xml.element("cantSplit"))
    if height_mm:
        rule = "exact" if fixed else "atLeast"
        properties.append(xml.element("trHeight", {"val": round(height_mm * xml.TWIPS_PER_MM), "hRule": rule}))
    if header:
        properties.append(xml.element("tblHeader"))
    made.append(properties)
    return made


def _cell(width_mm: float, paragraphs: Sequence[Element]) -> Element:
    made, properties = xml.element("tc"), xml.element("tcPr")
    properties.append(xml.element("tcW", {"w": round(width_mm * xml.TWIPS_PER_MM), "type": "dxa"}))
    made.append(properties)
    made.extend(paragraphs)
    return made


def _finish(word: Word, table: Element) -> None:
    """Add the table and a thin line of air, without which Word joins two tables into one."""
    word.add(table)
    word.paragraph("", style="AfterTable")
