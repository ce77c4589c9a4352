"""The published format: the schema, its page and what the scripts hold a record to say the same."""

import json
import re
from pathlib import Path

import pytest

from hub.record.file_format import EXAMPLE, TABLES, context
from tests.record.schema import SCHEMA, faults

LIMITS = Path(__file__).resolve().parents[2] / "hub/record/static/record/limits.js"


def test_the_example_keeps_to_the_schema_and_what_is_wrong_is_found():
    assert faults(EXAMPLE) == []
    for name, value in [("version", 2), ("record", {}), ("exported", "today"), ("more", 1)]:
        assert faults({**EXAMPLE, name: value}), name


def test_every_field_is_explained():
    tables = context()["tables"]
    assert isinstance(tables, dict) and set(tables) == set(TABLES)
    lacking = [f"{name}.{field.name}" for name, fields in tables.items() for field in fields if not field.said]
    assert lacking == []


def test_the_scripts_hold_a_record_to_what_the_schema_says():
    found = dict(re.findall(r"^  (\w+): ([\d_]+),", LIMITS.read_text(), re.M))
    limits = {name: int(value.replace("_", "")) for name, value in found.items()}
    defs = SCHEMA["$defs"]
    entry, record = defs["entry"]["properties"], defs["open"]["properties"]["record"]["properties"]
    assert limits["entries"] == record["entries"]["maxItems"]
    assert limits["files"] == record["files"]["maxItems"]
    assert limits["filesOfEntry"] == entry["files"]["maxItems"]
    assert limits["skills"] == entry["skills"]["maxItems"]
    assert limits["minutes"] == entry["minutes"]["maximum"]
    assert limits["url"] == entry["source"]["properties"]["url"]["maxLength"]
    assert (limits["line"], limits["text"]) == (defs["line"]["maxLength"], defs["text"]["maxLength"])
    assert limits["statements"] == defs["profile"]["properties"]["suits"]["properties"]["answers"]["maxItems"]


@pytest.mark.django_db
def test_the_schema_is_published_and_the_page_shows_it(client):
    assert json.loads(client.get("/record/schema/record-1.json").content) == SCHEMA
    html = client.get("/record/format/").content.decode()
    assert "/record/schema/record-1.json" in html
    for name in ("received", "cv", "bytes", "locked.sum", "source.url"):
        assert f"<code>{name}</code>" in html, name
