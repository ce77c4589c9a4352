"""What the table's form sends: all rows as JSON by its script, or one part of them field by field without."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.http import QueryDict
from django.utils.translation import gettext as _

from hub.schools.careers.grid.columns import COLUMNS, NAMES, Column, recognised
from hub.schools.careers.grid.files.delimited import split
from hub.schools.careers.grid.rows import RowInput
from hub.schools.careers.grid.table import ROWS_MOST

# A form has a thousand fields at most: without a script the table is shown and sent in parts of so many rows, and with
# what is typed or pasted below them a part has so many at most.
PART, PART_MOST = 60, 95
# Of more rows than the table holds, so many are shown again to whoever sent them.
SENT_MOST = 5 * ROWS_MOST
GivenRow = tuple[Mapping[str, str], Sequence[str]]


class Unreadable(ValueError):
    """The form did not arrive whole; the message is for the person who sent it."""


@dataclass(frozen=True)
class Given:
    """The rows of a form; `start` and `after` of the table's rows were in no field of it, `pasted` could not be added.

    `by_script`: all rows came at once.
    """

    rows: list[GivenRow]
    start: int = 0
    after: int = 0
    pasted: str = ""
    by_script: bool = False


def given_rows(data: QueryDict, *, base: Sequence[RowInput]) -> Given:
    """Return the rows of a form; those of `base` that were in another part stay.

    Raises:
        Unreadable: when what the script sent is damaged.
    """
    if sent := data.get("rows", ""):
        rows = _of_script(sent)
        return Given(rows, after=max(len(rows) - PART, 0), by_script=True)
    start, end = part_of(data.get("start"), len(base)), part_of(data.get("end"), len(base))
    after = len(base) - max(start, end)
    others = [(row.cells, row.keys) for row in base]
    typed = [row for row in _of_fields(data) if any(row[0].values())]
    text = data.get("pasted", "")
    pasted = _pasted(text)
    if len(typed) + len(pasted) > PART_MOST:
        return Given([*others[:start], *typed, *others[len(base) - after :]], start, after, pasted=text)
    return Given([*others[:start], *typed, *pasted, *others[len(base) - after :]], start, after)


def part_of(text: str | None, most: int) -> int:
    """Return a place in the table from a form or an address, never outside it."""
    return min(int(text), most) if text and text.isdecimal() and len(text) < 6 else 0


def _of_script(text: str) -> list[GivenRow]:
    damaged = Unreadable(_("The table did not arrive whole. Load the page again; nothing is saved."))
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise damaged from error
    if isinstance(rows, list) and len(rows) > SENT_MOST:
        # Each would be read and shown again: a form holds hundreds of thousands of empty ones.
        raise Unreadable(_("Not saved: the table holds up to %d rows, and these are more.") % ROWS_MOST)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise damaged
    return [(_named(row.get("cells")), _keys(row.get("keys"))) for row in rows]


def _named(cells: object) -> dict[str, str]:
    texts = [each if isinstance(each, str) else "" for each in cells] if isinstance(cells, list) else []
    return dict(zip_longest(NAMES, texts[: len(NAMES)], fillvalue=""))


def _keys(keys: object) -> list[str]:
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def _of_fields(data: QueryDict) -> list[GivenRow]:
    columns = [data.getlist(name) for name in NAMES]
    rows = zip_longest(data.getlist("keys"), *columns, fillvalue="")
    return [(dict(zip(NAMES, cells, strict=True)), (keys or "").split()) for keys, *cells in rows]


def _pasted(text: str) -> list[GivenRow]:
    """Read what was copied from a spreadsheet: by its headings if it has some, else in the order of the columns."""
    # With the headings, and one more that is too many.
    lines = split(text, most=PART_MOST + 1)
    headings = recognised(lines[0]) if lines else {}
    if len(headings) < 2:
        return [(_in_order(line), ()) for line in lines]
    return [({name: line[place] for name, place in headings.items() if place < len(line)}, ()) for line in lines[1:]]


def _in_order(line: Sequence[str]) -> dict[str, str]:
    columns: Sequence[Column] = COLUMNS
    return {column.name: text for column, text in zip(columns, line, strict=False)}
