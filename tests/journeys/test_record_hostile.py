"""Files that are no record, or one that somebody made to do harm: a clear word, and what is here stays as it is."""

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .record_copies import RECORD, add, choose, copy_of, kept, visit

LOCK = {
    "kdf": "PBKDF2",
    "hash": "SHA-256",
    "iterations": 600_000,
    "salt": base64.b64encode(bytes(16)).decode(),
    "cipher": "AES-GCM",
    "iv": base64.b64encode(bytes(12)).decode(),
    "data": base64.b64encode(bytes(40)).decode(),
}
LOCKED = {"format": "london-ambitions-record", "version": 1}
WHOLE = json.dumps(copy_of(RECORD))
MANY = '{"format":"london-ambitions-record","version":1,"record":{"profile":{},"files":[],"entries":[%s]}}'
SCRIPT = '"><img src=x onerror="window.ran=1"><script>window.ran=1</script>'
UUID = "44444444-4444-4444-8444-{:012}"

REFUSED = {
    "a million entries": (MANY % ",".join(['{"what":"x"}'] * 1_000_000), "over 20,000 entries"),
    "20,001 entries": (MANY % ",".join(['{"what":"x"}'] * 20_001), "over 20,000 entries"),
    "ten million lists in each other": ('{"a":' + "[" * 10_000_000, "not a copy of a record"),
    "ten million numbers": ('{"a":[' + "1," * 10_000_000 + "1]}", "over 20,000 entries"),
    "nothing": ("", "not a copy of a record"),
    "no JSON": ("<svg xmlns='http://www.w3.org/2000/svg' onload='window.ran=1'/>", "not a copy of a record"),
    "a list": ("[1, 2]", "not a copy of a record"),
    "another format": ('{"format": "europass", "version": 1}', "not a copy of a record"),
    "no entries": (json.dumps(copy_of({"profile": {}})), "not a copy of a record"),
    "a newer version": (json.dumps(copy_of(RECORD, version=2)), "made by a newer version"),
    "a version that is no number": (json.dumps(copy_of(RECORD, version="1e9")), "not a copy of a record"),
    "broken off": (WHOLE[: len(WHOLE) // 2], "This copy is damaged"),
    "broken off in a text": (WHOLE[: WHOLE.index("goats") + 2], "This copy is damaged"),
    "a lock that would take an hour": (json.dumps({**LOCKED, "locked": {**LOCK, "iterations": 10**9}}), "is damaged"),
    "a lock without salt": (json.dumps({**LOCKED, "locked": {**LOCK, "salt": ""}}), "is damaged"),
    "a lock of another kind": (json.dumps({**LOCKED, "locked": {**LOCK, "kdf": "none"}}), "is damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_record_is_refused_in_words_and_changes_nothing(page, hub, tmp_path, name):
    text, words = REFUSED[name]
    file = tmp_path / "record.json"
    file.write_text(text)
    visit(page, hub, RECORD)
    choose(page, file)
    expect(page.get_by_role("alert").get_by_text(words)).to_be_visible()
    expect(page.get_by_role("button", name="Add to what is here")).to_be_hidden()
    assert kept(page)["entries"] == RECORD["entries"]


def test_a_file_of_more_than_50_mb_is_refused_unread(page, hub, tmp_path):
    file: Path = tmp_path / "record.json"
    with file.open("wb") as large:
        large.truncate(50 * 1024 * 1024 + 1)
    visit(page, hub)
    choose(page, file)
    expect(page.get_by_text("over 50 MB. It was not opened.")).to_be_visible()


def test_script_in_every_field_is_text(page, hub):
    entry = {**RECORD["entries"][0], "source": {"title": SCRIPT, "url": "javascript:window.ran=1", "kind": "lesson"}}
    entry |= dict.fromkeys(["what", "where", "with", "before", "learned", "next"], SCRIPT)
    other = {**entry, "id": SCRIPT, "kind": SCRIPT, "skills": [SCRIPT], "files": [SCRIPT], "date": SCRIPT}
    profile = {**RECORD["profile"], "name": SCRIPT, "stage": SCRIPT, "cv": {"about": SCRIPT, SCRIPT: 1}}
    visit(page, hub)
    choose(page, copy_of({"profile": profile, "entries": [entry, other], "files": []}, exported=SCRIPT))
    page.get_by_text("All entries in it").click()
    expect(page.locator("#found-titles").get_by_text(SCRIPT).first).to_be_visible()
    add(page)
    found = kept(page)
    assert [each["what"] for each in found["entries"]] == [SCRIPT, SCRIPT]
    assert all("source" not in each for each in found["entries"])
    assert sorted(each["kind"] for each in found["entries"]) == ["other", "workplace-visit"]
    assert found["profile"]["cv"] == {"about": SCRIPT} and "stage" not in found["profile"]
    page.goto(hub.url("/record/"))
    expect(page.get_by_text(SCRIPT).first).to_be_visible()
    assert page.evaluate("window.ran") is None
    assert page.locator("main img").count() == 0


def test_names_that_javascript_uses_itself_change_nothing_of_the_page(page, hub):
    entry = json.dumps(RECORD["entries"][0])
    evil = '"__proto__": {"ran": 1}, "constructor": {"prototype": {"ran": 1}}'
    profile = f'{{{evil}, "cv": {{{evil}, "a": {{{evil}, "b": 1}}}}}}'
    record = f'{{{evil}, "profile": {profile}, "entries": [{{{evil}, {entry[1:]}]}}'
    visit(page, hub)
    choose(page, f'{{"format": "london-ambitions-record", "version": 1, {evil}, "record": {record}}}')
    add(page)
    assert page.evaluate("[({}).ran, Object.ran, ''.ran]") == [None, None, None]
    assert kept(page)["profile"]["cv"] == {"a": {"b": 1}}
    assert set(kept(page)["entries"][0]) == set(RECORD["entries"][0])


def test_what_makes_no_sense_is_left_out_and_counted(page, hub):
    usual = RECORD["entries"][1]
    wrong = [
        {**usual, "id": UUID.format(1), "minutes": 1e308, "date": "2026-02-30", "year": 99},
        {**usual, "id": UUID.format(1), "what": "The same number"},
        {**usual, "id": UUID.format(2), "learned": "a" * 4001, "minutes": -5},
        {**usual, "id": UUID.format(3), "until": "2020-01-01", "changed": "yesterday"},
        7,
        None,
        {},
    ]
    visit(page, hub)
    choose(page, copy_of({"profile": [], "entries": wrong, "files": "none"}))
    for words in (
        "3 entries are empty or cannot be read, and are left out.",
        "5 details make no sense",
        "1 text is too long, and is cut short.",
        "1 entry has the number of another. Both are kept.",
    ):
        expect(page.get_by_text(words)).to_be_visible()
    add(page)
    found = kept(page)["entries"]
    assert len(found) == len({entry["id"] for entry in found}) == 4
    assert all(entry["date"] == "2026-05-06" for entry in found)
    assert sorted(entry["minutes"] for entry in found) == [0, 0, 45, 45]
    assert max(len(entry["learned"]) for entry in found) == 4000
    assert not any("until" in entry for entry in found)


def test_a_file_is_a_picture_only_where_it_can_be_drawn(page, hub):
    visit(page, hub)
    png = page.evaluate("document.createElement('canvas').toDataURL('image/png').split(',')[1]")
    svg = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'><script>window.ran=1</script></svg>").decode()
    html = base64.b64encode(b"<!doctype html><script>window.ran=1</script>").decode()
    broken = base64.b64encode(b"\x89PNG\r\n\x1a\n and no more").decode()
    given = [
        ("image/png", png),
        ("image/svg+xml", svg),
        ("text/html", html),
        ("image/png", html),
        ("image/png", broken),
    ]
    names = [UUID.format(number) for number in range(len(given))]
    entry = {**RECORD["entries"][0], "files": [*names, "../../etc/passwd", UUID.format(99)]}
    files = [
        {"id": name, "entry": entry["id"], "name": "a.png", "type": kind, "bytes": held, "size": 1}
        for name, (kind, held) in zip(names, given, strict=True)
    ]
    stray = {**files[0], "id": UUID.format(77)}
    unreadable = {**files[0], "id": UUID.format(78), "bytes": "%%%"}
    choose(page, copy_of({"profile": {}, "entries": [entry], "files": [*files, stray, unreadable]}))
    expect(page.get_by_text("2 files say that they are pictures and are none.")).to_be_visible()
    add(page)
    found = kept(page)
    assert [file["is"] for file in found["files"]] == ["image/jpeg", *["application/octet-stream"] * 4]
    assert found["entries"][0]["files"] == names
    assert page.evaluate("window.ran") is None
