"""The format of a saved record as its page documents it: tables that are read from the published schema."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parent / "data/record-1.json"
TABLES = ("open", "entry", "profile", "file", "locked")
EXAMPLE: dict[str, object] = {
    "format": "london-ambitions-record",
    "version": 1,
    "exported": "2026-06-12T15:20:00.000Z",
    "record": {
        "profile": {"stage": "ks3", "year": 9, "changed": "2026-06-12T15:00:00.000Z"},
        "entries": [
            {
                "id": "5f0c2a52-8a0d-4b54-9d6b-0d3c6f1f8a11",
                "what": "Talk by an electrician",
                "date": "2026-06-11",
                "kind": "insight-talk",
                "minutes": 60,
                "year": 9,
                "where": "School hall",
                "with": "A firm in Newham",
                "before": "",
                "learned": "You can start at 16 and be paid.",
                "next": "Look up the entry requirements.",
                "skills": ["listening"],
                "files": [],
                "shown": True,
                "created": "2026-06-11T14:00:00.000Z",
                "changed": "2026-06-12T15:00:00.000Z",
            }
        ],
        "files": [],
    },
}


@dataclass(frozen=True)
class Field:
    """A name in the file, what it is, and what stands under it."""

    name: str
    said: str
    value: str


def context() -> dict[str, object]:
    """Return what the page of the format shows."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    tables = {name: list(fields(schema["$defs"][name], schema["$defs"])) for name in TABLES}
    return {"tables": tables, "example": json.dumps(EXAMPLE, indent=2)}


def fields(schema: Mapping[str, Any], defs: Mapping[str, Any], within: str = "") -> Iterator[Field]:
    """Yield the fields of an object, and after an object those inside it."""
    for name, said in schema["properties"].items():
        value = _kind(said, defs) + ("" if name in schema["required"] else "; may be missing")
        yield Field(within + name, said.get("description", ""), value)
        if "properties" in said:
            yield from fields(said, defs, f"{within}{name}.")


def _kind(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return f"object, see {name} below" if "properties" in defs[name] else str(defs[name]["description"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " or ".join(map(json.dumps, schema["enum"]))
    match schema["type"]:
        case "integer":
            return f"whole number, {schema['minimum']:,} to {schema['maximum']:,}"
        case "array":
            return f"list of at most {schema['maxItems']:,}, each: {_kind(schema['items'], defs)}"
        case "string":
            return f"text, at most {schema['maxLength']:,} characters"
        case "boolean":
            return "true or false"
    return "object"
