"""How a careers policy is written from a Word document: each topic once, in the policy's order, then other sections."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.schools.policy.blocks import FOLLOWING, PolicyBlock
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.text import plain
from hub.schools.word.front_page import dates_of
from hub.schools.word.kinds import Kind, Offer, offered_days
from hub.schools.word.markup import Passage
from hub.schools.word.placing import UNPLACED, Headed, Placed, Vocabulary, gathered, with_heading
from hub.schools.word.reader import Contents
from hub.schools.word.tables import Cell, Table

OWN = "section"
# Cells of all tables of a document: five tables of 30 rows and 10 columns.
CELLS_MOST = 1500
VOCABULARY = Vocabulary(Path(__file__).parent / "policy_headings.json", usual=OWN)
# A raw value of PolicyBlock.
Raw = dict[str, Any]


def places() -> list[tuple[str, str]]:
    return [*((name, label_of(name)) for name in PolicyBlock.TOPICS), (OWN, _("A section of its own"))]


def label_of(topic: str) -> str:
    return str(PolicyBlock().child_blocks[topic].label)


def compose(placed: Sequence[Placed]) -> tuple[list[Raw], list[Headed]]:
    """Return the policy's blocks, and what stands in none of them."""
    sections: list[Raw] = []
    placed = _bounded(placed)
    for topic in PolicyBlock.TOPICS:
        passages: list[Passage] = []
        for each in placed:
            if each.place == topic:
                # The topic's own label says it, once.
                said = each.section.heading.casefold() == label_of(topic).casefold()
                said = said and not passages and bool(each.section.passages)
                passages += with_heading("" if said else each.section.heading, each.section.passages)
        if passages:
            text, *following = _blocks(passages)
            sections += [{"type": topic, "value": text["value"]}, *following]
    unplaced = gathered(placed, UNPLACED)
    for position, (heading, passages) in gathered(placed, OWN, apart=True).items():
        if passages:
            text, *following = _blocks(passages)
            sections += [{"type": OWN, "value": {"heading": heading, "text": text["value"]}}, *following]
        else:
            unplaced[position] = (heading, passages)
    return sections, [headed for _position, headed in sorted(unplaced.items())]


def _bounded(placed: Sequence[Placed]) -> list[Placed]:
    """Make lists of the tables that come after so many cells: an editor has a field for each."""
    found, left = [], CELLS_MOST
    for each in placed:
        passages: list[Passage] = []
        for passage in each.section.passages:
            if isinstance(passage, Table):
                cells = passage.width * len(passage.rows)
                is_too_much, left = cells > left, left - min(cells, left)
                passages.append(passage.html() if is_too_much else passage)
            else:
                passages.append(passage)
        found.append(replace(each, section=replace(each.section, passages=tuple(passages))))
    return found


def _blocks(passages: Sequence[Passage]) -> Iterator[Raw]:
    """Yield a text, which may be empty, then tables and texts in turn."""
    text = ""
    is_first = True
    for passage in passages:
        if isinstance(passage, str):
            text += passage
            continue
        if text or is_first:
            yield {"type": "text", "value": text}
        yield {"type": "table", "value": raw_table(passage)}
        text, is_first = "", False
    if text or is_first:
        yield {"type": "text", "value": text}


def raw_table(table: Table) -> Raw:
    """Return a table as its block keeps it; what a merged cell says stands in each cell that it covers.

    The first column has the names of the rows, unless a cell of it has links or no words.
    """
    grid = table.grid()
    first = [row[0] for row in grid]
    names = table.width > 1 and all(cell and cell.words and cell.words == cell.html for cell in first)
    headings = [*map(_plain, table.headings), *[""] * table.width][: table.width]
    kinds = ["name" if names and not column else "text" for column in range(table.width)]
    return {
        "columns": [{"type": kind, "heading": heading} for kind, heading in zip(kinds, headings, strict=True)],
        "rows": [{"values": [_value(kind, cell) for kind, cell in zip(kinds, row, strict=True)]} for row in grid],
        "caption": _plain(table.caption),
    }


def _plain(html: str) -> str:
    return plain(html) if "<" in html else unescape(html)


def _value(kind: str, cell: Cell | None) -> str:
    if cell is None:
        return ""
    return _plain(cell.html) if kind == "name" else "".join(f"<p>{piece}</p>" for piece in cell.pieces)


def write(page: CareersPolicyPage, placed: Sequence[Placed]) -> list[Headed]:
    sections, unplaced = compose(placed)
    page.sections = page._meta.get_field("sections").stream_block.to_python(sections)  # type: ignore[union-attr]
    return unplaced


def made(page: CareersPolicyPage) -> str:
    sections = sum(block.block_type not in FOLLOWING for block in page.sections)
    words = _("The draft is made. Sections: %(sections)d; passages not placed yet: %(unplaced)d. Nothing is published.")
    return words % {"sections": sections, "unplaced": len(page.unplaced)}


def offers(contents: Contents) -> list[Offer]:
    return offered_days("effective_from", dates_of(contents.sections), ("effective", "approved", "reviewed", "dated"))


def notes(page: CareersPolicyPage | None, placed: Sequence[Placed]) -> list[str]:
    said = []
    lacking = [label_of(topic) for topic in PolicyBlock.TOPICS if topic not in {each.place for each in placed}]
    if lacking:
        said.append(_("Nothing in the document goes to: %s.") % "; ".join(lacking))
    if _bounded(placed) != list(placed):
        said.append(_("Tables after the first %d cells became lists, a row to a line.") % CELLS_MOST)
    return said


KIND = Kind(
    key="policy",
    model=CareersPolicyPage,
    title=gettext_lazy("Careers policy from Word"),
    vocabulary=VOCABULARY,
    places=places,
    write=write,
    made=made,
    offers=offers,
    notes=notes,
    about=gettext_lazy("Tables stay tables: what a merged cell says stands in each cell that it covers."),
    about_dates=gettext_lazy(
        "An approval is not taken from a document: record it on the policy’s page, with the day of the meeting and "
        "its minute. The next review follows from it."
    ),
)
