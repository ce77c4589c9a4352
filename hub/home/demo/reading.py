"""How the demo's JSON is read: a value of the right kind, or a sentence that names the place and what is wrong."""

import json
from pathlib import Path
from typing import Any


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


def get(raw: dict[str, Any], where: str, key: str, kind: type) -> Any:
    """Return `raw[key]` if it is of that kind. Raises DemoDataError."""
    value = raw.get(key)
    if not _is(value, kind):
        raise DemoDataError(f"{where}: {key!r} must be {kind.__name__}, not {value!r}")
    return value


def get_all(raw: dict[str, Any], where: str, key: str, kind: type) -> tuple[Any, ...]:
    """Return the list `raw[key]` if each value is of that kind. Raises DemoDataError."""
    values = get(raw, where, key, list)
    for value in values:
        if not _is(value, kind):
            raise DemoDataError(f"{where}: {key!r} holds {value!r}, which is not {kind.__name__}")
    return tuple(values)


def _is(value: Any, kind: type) -> bool:
    # JSON's true is an int to Python, but nobody means it as minutes.
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))
