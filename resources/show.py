"""A sheet cut into screens for a projector: each holds what a class can read from the back of a room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wagtail.blocks import StructValue
from wagtail.rich_text import RichText

from hub.core.blocks.story import Section
from resources.blocks import table_rows
from resources.sheets import Block, Sheet

# In letters: more than this goes on the next screen, or, where one block alone has more, is set smaller. A new line
# takes as much as LINE letters.
ROOM, LINE = 380, 30
TABLE_ROWS = 6
CARDS, CARDS_ROOM = 6, 460


@dataclass
class Screen:
    """One screen: a title, and either whole blocks, or some cards or some rows of one block that is too long for it."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    cards: list[StructValue] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    caption: str = ""
    letters: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it is set in smaller type."""
        return self.letters > (CARDS_ROOM if self.cards else ROOM)


def screens_of(sheet: Sheet) -> list[Screen]:
    """Return the screens of what pupils get, in order; nothing that is only for the teacher."""
    return [screen for part in sheet.pupils for screen in _screens(part)]


def _screens(part: Section) -> Iterator[Screen]:
    open_one: Screen | None = None
    for block in part.blocks:
        letters = _letters(block.value)
        apart = block.block_type in SPLITTERS
        if open_one and (apart or open_one.letters + letters > ROOM):
            yield open_one
            open_one = None
        if apart:
            yield from SPLITTERS[block.block_type](part.heading, block)
            continue
        open_one = open_one or Screen(part.heading)
        open_one.blocks.append(block)
        open_one.letters += letters
    if open_one:
        yield open_one


def _slide(title: str, block: Block) -> Iterator[Screen]:
    yield Screen(block.value["title"] or title, blocks=[block], letters=_letters(block.value))


def _cards(title: str, block: Block) -> Iterator[Screen]:
    """Yield the cards by as many as fit, so that long ones are not set small."""
    caption, held = block.value.get("caption") or "", Screen(title)
    for card in block.value["cards"]:
        letters = _letters(card) + (ROOM // 4 if card.get("picture") else 0)
        if held.cards and (len(held.cards) == CARDS or held.letters + letters > CARDS_ROOM):
            yield held
            held = Screen(title)
        held.caption = caption
        held.cards.append(card)
        held.letters += letters
    if held.cards:
        yield held


def _table(title: str, block: Block) -> Iterator[Screen]:
    rows, headers = table_rows(block.value), list(block.value["headers"])
    for start in range(0, len(rows) or 1, TABLE_ROWS):
        some = rows[start : start + TABLE_ROWS]
        letters = _letters([headers, *some])
        yield Screen(title, rows=some, headers=headers, caption=block.value.get("caption") or "", letters=letters)


SPLITTERS = {"slide": _slide, "cards": _cards, "sort_table": _table}


def _letters(value: object) -> int:
    """Return about how many letters the value of a block takes up."""
    return sum(len(text) + LINE * text.count("\n") for text in _texts(value))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case RichText():
            yield value.source
        case StructValue():
            for name, each in value.items():
                if name != "notes":
                    yield from _texts(each)
        case Sequence():
            for each in value:
                yield from _texts(each)
        case _:
            return
