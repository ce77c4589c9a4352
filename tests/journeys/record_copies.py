"""The page of copies in a browser: what is in the record, a copy saved, a file chosen."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from .conftest import Hub

PASSPHRASE = "three brown dogs"
RECORD: dict[str, Any] = {
    "profile": {
        "stage": "ks4",
        "year": 10,
        "name": "Amina",
        "cv": {"about": "I like\nmachines.", "refereeAsked": False, "chosen": [{"id": "x", "on": True, "words": ""}]},
        "answers": {"ucas": ["", "", ""], "forms": [{"question": "Why?", "limit": 250, "parts": ["a" * 8000, ""]}]},
        "suits": {"answers": [1, 0, -1], "on": "2026-11-02T10:00:00.000Z"},
        "changed": "2026-11-02T10:00:00.000Z",
    },
    "entries": [
        {
            "id": "11111111-1111-4111-8111-111111111111",
            "what": "Visit to a city farm",
            "date": "2026-03-04",
            "until": "2026-03-05",
            "kind": "workplace-visit",
            "minutes": 300,
            "year": 9,
            "where": "Hackney",
            "with": "my aunt",
            "before": "I read about goats.",
            "learned": "Goats\nclimb.",
            "next": "Ask for a weekend.",
            "skills": ["listening", "teamwork"],
            "files": [],
            "source": {"title": "Who works where", "url": "/curriculum/key-stage-3/", "kind": "lesson"},
            "shown": True,
            "created": "2026-03-04T15:00:00.000Z",
            "changed": "2026-03-04T15:00:00.000Z",
        },
        {
            "id": "22222222-2222-4222-8222-222222222222",
            "what": "میں نے ایک نرس سے بات کی",
            "date": "2026-05-06",
            "kind": "insight-talk",
            "minutes": 45,
            "where": "",
            "with": "",
            "before": "",
            "learned": "",
            "next": "",
            "skills": [],
            "files": [],
            "shown": False,
            "created": "2026-05-06T15:00:00.000Z",
            "changed": "2026-05-06T15:00:00.000Z",
        },
    ],
    "files": [],
}
IN_STORE = """async () => {
  const { open } = await import("/static/record/store.js");
  const { profile, entries, files } = await (await open()).load();
  for (const entry of entries) delete entry.received;
  const seen = files.map(({ bytes, ...file }) => ({ ...file, is: bytes.type }));
  return { profile, entries: entries.sort((a, b) => (a.id < b.id ? -1 : 1)), files: seen };
}"""
KEEP = """async (record) => {
  const { open } = await import("/static/record/store.js");
  const store = await open();
  await store.replaceAll(record);
}"""


def visit(page: Page, hub: Hub, record: dict[str, Any] | None = None) -> None:
    """Open the page of copies, with this record in the browser."""
    page.goto(hub.url("/record/files/"))
    expect(page.locator("#save-form")).to_be_visible()
    if record is not None:
        page.evaluate(KEEP, record)
        page.reload()
        expect(page.locator("#save-form")).to_be_visible()


def kept(page: Page) -> dict[str, Any]:
    """Return what is in this browser, without what merging notes on entries."""
    return page.evaluate(IN_STORE)


def save(page: Page, to: Path, passphrase: str = "") -> Path:
    """Save a copy through the form."""
    page.get_by_label("Lock the copy with a passphrase").set_checked(bool(passphrase))
    if passphrase:
        page.get_by_label("Passphrase", exact=True).fill(passphrase)
        page.get_by_label("The same passphrase again").fill(passphrase)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the copy").click()
    download.value.save_as(to)
    return to


def choose(page: Page, file: Path | str | bytes | dict[str, Any]) -> None:
    """Choose a file to open, or what is to be in it."""
    if isinstance(file, Path):
        page.get_by_label("Choose the file").set_input_files(file)
        return
    held = json.dumps(file) if isinstance(file, dict) else file
    data = held.encode() if isinstance(held, str) else held
    page.get_by_label("Choose the file").set_input_files(
        {"name": "record.json", "mimeType": "application/json", "buffer": data}
    )


def unlock(page: Page, passphrase: str) -> None:
    page.get_by_label("This copy is locked. Its passphrase:").fill(passphrase)
    page.get_by_role("button", name="Unlock").click()


def add(page: Page) -> None:
    """Add the copy that is open to what is here, and wait until it is said."""
    page.get_by_role("button", name="Add to what is here").click()
    expect(page.locator("#done .note")).to_be_visible()


def copy_of(record: dict[str, Any], **head: object) -> dict[str, Any]:
    """Return a copy as the page would have saved it."""
    usual = {"format": "london-ambitions-record", "version": 1, "exported": "2026-11-02T10:00:00.000Z"}
    return {**usual, "record": record, **head}
