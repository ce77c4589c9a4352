"""Entries of a pupil's record, put into a browser; and the Word files that its pages make of them."""

import io
import re
from pathlib import Path
from typing import Any

import docx
from playwright.sync_api import Page, expect

from .conftest import Hub

SHEET = re.compile(rb"/Type /Page\b(?!s)")
STAMP = "2026-01-01T00:00:00.000Z"
SEED = """async ([entries, profile]) => {
  const store = await (await import("/static/record/store.js")).open();
  for (const entry of entries) await store.saveEntry(entry);
  if (profile) await store.saveProfile(profile);
}"""


def entry(number: int, what: str, **own: Any) -> dict[str, Any]:
    """Return an entry of the record as it is kept."""
    words = {"before": "", "learned": "", "next": "", "where": "Homerton", "with": "Homerton Hospital"}
    facts = {"date": f"2026-03-{number:02}", "kind": "work-experience", "minutes": 300, "skills": ["teamwork"]}
    rest = {"files": [], "shown": False, "created": STAMP, "changed": STAMP}
    return {"id": f"00000000-0000-4000-8000-{number:012}", "what": what, **words, **facts, **rest, **own}


WEEK = entry(
    2, "A week with the porters", until="2026-03-06", minutes=1800, learned="Porters talk to forty people a day"
)
STALL = entry(1, "Saturday stall", kind="part-time-work", minutes=90, skills=["numbers"], **{"with": "my aunt"})


def opened(page: Page, hub: Hub, *entries: dict[str, Any], path: str = "cv", profile: Any = None) -> None:
    """Put entries into the record of this browser and open a page of it."""
    page.goto(hub.url(f"/record/{path}/"))
    page.evaluate(SEED, [list(entries), profile and {**profile, "changed": STAMP}])
    reopened(page)


def reopened(page: Page) -> None:
    page.reload()
    expect(page.locator("#cv-work, #summary-work")).to_be_visible()


def choose(page: Page, what: str, points: str) -> None:
    """Tick an entry for the CV and say its points."""
    page.get_by_role("checkbox", name=what).check()
    page.get_by_role("textbox", name=f"My points: {what}").fill(points)


def skill(page: Page, slug: str, where: str) -> None:
    row = page.locator(f'.cv-skill[data-slug="{slug}"]')
    row.get_by_role("checkbox").check()
    row.get_by_role("textbox").fill(where)


def word_file(page: Page, name: str = "Word file") -> Any:
    """Press the button that makes a Word file; return the document."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))


def said(document: Any, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]
