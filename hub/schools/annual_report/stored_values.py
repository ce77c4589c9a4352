"""Reads values out of JSON that may hold anything: what is not what it should be is nothing."""

import datetime
import re
from typing import Any

_SLUG = re.compile(r"[A-Za-z0-9/_.-]{1,40}")
# More than any school can have of anything: beyond it a figure is a fault.
MOST = 10_000_000


def table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def rows_in(value: Any) -> list[dict[str, Any]]:
    """Return the tables in a list."""
    return [each for each in items(value) if isinstance(each, dict)]


def number(value: Any, otherwise: int = 0) -> int:
    """Return a whole number from 0 to `MOST`."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= MOST else otherwise


def words(value: Any) -> str:
    """Return a slug, a rule's id or a school year as text."""
    return value if isinstance(value, str) and _SLUG.fullmatch(value) else ""


def day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
