"""A checker of JSON against a schema: the keywords that record-1.json uses, and an error for any other."""

import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "hub/record/data/record-1.json").read_text(encoding="utf-8")
)
SAID_ONLY = {"$schema", "$defs", "title", "description"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}

Check = Callable[[Any, Any, dict[str, Any]], Iterator[str]]


def faults(value: object, schema: dict[str, Any] = SCHEMA, at: str = "$") -> list[str]:
    """Return what is wrong with a value, each with the place where it is."""
    found = []
    for keyword, said in schema.items():
        if keyword not in SAID_ONLY:
            found += [f"{at}{fault}" for fault in CHECKS[keyword](value, said, schema)]
    return found


def _type(value: Any, said: str, _schema: dict[str, Any]) -> Iterator[str]:
    right = isinstance(value, TYPES[said]) and not (said == "integer" and isinstance(value, bool))
    if not right:
        yield f" is no {said}"


def _properties(value: Any, said: dict[str, Any], _schema: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, dict):
        for name in value.keys() & said.keys():
            yield from faults(value[name], said[name], f".{name}")


def _required(value: Any, said: list[str], _schema: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f" lacks {name}" for name in said if name not in value)


def _additional(value: Any, said: bool, schema: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, dict) and not said:
        yield from (f" must not have {name}" for name in value.keys() - schema["properties"].keys())


def _items(value: Any, said: dict[str, Any], _schema: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from faults(item, said, f"[{place}]")


def _unique(value: Any, _said: bool, _schema: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, list) and len({json.dumps(item) for item in value}) < len(value):
        yield " has an item twice"


def _one_of(value: Any, said: list[dict[str, Any]], _schema: dict[str, Any]) -> Iterator[str]:
    tried = [faults(value, each, "") for each in said]
    if sum(not found for found in tried) != 1:
        yield f" fits none, or several: {min(tried, key=len)}"


def _ref(value: Any, said: str, _schema: dict[str, Any]) -> Iterator[str]:
    yield from faults(value, SCHEMA["$defs"][said.removeprefix("#/$defs/")], "")


def _format(value: Any, said: str, _schema: dict[str, Any]) -> Iterator[str]:
    read = {"date": datetime.date.fromisoformat, "date-time": datetime.datetime.fromisoformat}[said]
    try:
        read(value)
    except ValueError:
        yield f" is no {said}: {value}"


def _is(right: Callable[[Any, Any], bool], kind: type | tuple[type, ...] = object) -> Check:
    def check(value: Any, said: Any, _schema: dict[str, Any]) -> Iterator[str]:
        if isinstance(value, kind) and not right(value, said):
            yield f" is not as {said} asks"

    return check


CHECKS: dict[str, Check] = {
    "$ref": _ref,
    "type": _type,
    "oneOf": _one_of,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _additional,
    "items": _items,
    "uniqueItems": _unique,
    "format": _format,
    "const": _is(lambda value, said: value == said),
    "enum": _is(lambda value, said: value in said),
    "pattern": _is(lambda value, said: bool(re.search(said, value)), str),
    "maxLength": _is(lambda value, said: len(value) <= said, str),
    "maxItems": _is(lambda value, said: len(value) <= said, list),
    "minimum": _is(lambda value, said: value >= said, int),
    "maximum": _is(lambda value, said: value <= said, int),
}
