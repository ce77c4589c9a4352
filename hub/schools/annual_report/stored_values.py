"""Reads values out of JSON that may hold anything: what is not what it should be is nothing."""

import datetime
import re

# What stands in JSON under names.
Table = dict[str, object]
_SLUG = re.compile(r"[A-Za-z0-9/_.-]{1,40}")
# More than any school can have of anything: beyond it a figure is a fault.
MOST = 10_000_000


def table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def rows_in(value: object) -> list[Table]:
    """Return the tables in a list."""
    return [each for each in items(value) if isinstance(each, dict)]


def number(value: object, otherwise: int = 0) -> int:
    """Return a whole number from 0 to `MOST`."""
    # JSON's true is an int to Python.
    if not isinstance(value, int) or isinstance(value, bool):
        return otherwise
    return value if 0 <= value <= MOST else otherwise


def words(value: object) -> str:
    """Return a slug, a rule's id or a school year as text."""
    return value if isinstance(value, str) and _SLUG.fullmatch(value) else ""


def day(value: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
