"""How the demo's JSON is read: a value of the right kind, or a sentence that names the place and what is wrong."""

import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from wagtail.models import Orderable

# An object of a file, by its keys: what stands there is checked when it is read.
Data = dict[str, Any]
# A list of a file, whose places have a meaning each.
Row = list[Any]
# Who answers for the samples, and for how long they hold once they are loaded.
RESPONSIBLE = "The editors of the London Ambitions Hub"
HOLDS = datetime.timedelta(days=365)
Kind = TypeVar("Kind")
Placed = TypeVar("Placed", bound=Orderable)


class DemoDataError(ValueError):
    """A file of the demo cannot be used; the message names the file, the place and what is wrong."""


def read_json(path: Path) -> Any:
    """Return what a file holds.

    Raises:
        DemoDataError: if it is not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise DemoDataError(f"{path.name}: not JSON: {error}") from error


def reviewed_until(on: datetime.date) -> datetime.date:
    """Return the day by which a sample loaded on a day is to be read through again."""
    return on + HOLDS


def in_order(rows: Iterable[Placed]) -> list[Placed]:
    """Number the rows of a page, as its form does: the database orders rows that have no number as it likes."""
    numbered = list(rows)
    for place, row in enumerate(numbered):
        row.sort_order = place
    return numbered


def get(raw: Data, where: str, key: str, kind: type[Kind]) -> Kind:
    """Return `raw[key]` if it is of that kind. Raises DemoDataError."""
    value = raw.get(key)
    if not _is(value, kind):
        raise DemoDataError(f"{where}: {key!r} must be {kind.__name__}, not {value!r}")
    return value


def get_all(raw: Data, where: str, key: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return the list `raw[key]` if each value is of that kind. Raises DemoDataError."""
    values = get(raw, where, key, list)
    for value in values:
        if not _is(value, kind):
            raise DemoDataError(f"{where}: {key!r} holds {value!r}, which is not {kind.__name__}")
    return tuple(values)


def _is(value: object, kind: type[Kind]) -> TypeGuard[Kind]:
    # JSON's true is an int to Python, but nobody means it as minutes.
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))
