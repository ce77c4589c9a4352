"""Copies of the record: what leaves one browser by file arrives in another, and only what the reader chose is kept."""

import json

import pytest
from playwright.sync_api import expect

from tests.record.schema import faults

from .conftest import PHONE, WIDE
from .record_copies import PASSPHRASE, RECORD, add, choose, copy_of, kept, save, unlock, visit
from .test_accessibility import assert_accessible

DRAWN = """async () => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 40;
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
  const entry = "11111111-1111-4111-8111-111111111111";
  const id = "33333333-3333-4333-8333-333333333333";
  const { open } = await import("/static/record/store.js");
  const store = await open();
  const { entries } = await store.load();
  await store.saveFile({ id, entry, name: "goat.jpg", type: blob.type, bytes: blob, size: blob.size });
  await store.saveEntry({ ...entries.find((each) => each.id === entry), files: [id] });
}"""


def test_a_locked_copy_carries_the_record_from_a_cleared_browser_to_a_second_one(page, hub, browser, tmp_path):
    visit(page, hub, RECORD)
    page.evaluate(DRAWN)
    before = kept(page)
    copy = save(page, tmp_path / "copy.json", PASSPHRASE)
    expect(page.get_by_text("The locked copy is saved as record-")).to_be_visible()
    for words in ("Amina", "Hackney", "goat"):
        assert words not in copy.read_text()

    page.get_by_role("button", name="Clear this device").click()
    page.get_by_role("button", name="Clear it now").click()
    expect(page.get_by_text("This device is cleared.")).to_be_visible()
    assert kept(page)["entries"] == kept(page)["files"] == []
    assert set(kept(page)["profile"]) == {"changed"}

    second = browser.new_context(locale="en-GB")
    other = second.new_page()
    visit(other, hub)
    choose(other, copy)
    unlock(other, PASSPHRASE + " ")
    expect(other.get_by_text("It holds 2 entries, 1 picture or file.")).to_be_visible()
    expect(other.get_by_text("From 4 March 2026 to 6 May 2026.")).to_be_visible()
    assert kept(other)["entries"] == []
    add(other)
    after = kept(other)
    assert (after["profile"], after["entries"]) == (before["profile"], before["entries"])
    [file] = after["files"]
    assert (file["id"], file["entry"]) == (before["files"][0]["id"], before["files"][0]["entry"])
    assert file["type"] == file["is"] == "image/jpeg"
    second.close()


def test_a_wrong_passphrase_can_be_tried_again_and_a_damaged_copy_is_called_damaged(page, hub, tmp_path):
    visit(page, hub, RECORD)
    copy = save(page, tmp_path / "copy.json", PASSPHRASE)
    choose(page, copy)
    unlock(page, "four brown dogs")
    expect(page.get_by_text("This is not the passphrase of this copy.")).to_be_visible()
    unlock(page, PASSPHRASE)
    expect(page.get_by_text("It holds 2 entries")).to_be_visible()
    held = json.loads(copy.read_text())
    begun = held["locked"]["data"]
    held["locked"]["data"] = ("B" if begun[0] == "A" else "A") + begun[1:]
    choose(page, held)
    expect(page.get_by_text("It holds 2 entries")).to_be_hidden()
    unlock(page, PASSPHRASE)
    expect(page.get_by_text("This copy is damaged")).to_be_visible()
    assert kept(page)["entries"] == RECORD["entries"]


def test_a_passphrase_is_typed_twice_and_is_not_short(page, hub):
    visit(page, hub, RECORD)
    page.get_by_label("Lock the copy with a passphrase").check()
    page.get_by_label("Passphrase", exact=True).fill("goat")
    page.get_by_role("button", name="Save the copy").click()
    expect(page.get_by_text("Use at least 8 characters.")).to_be_visible()
    expect(page.get_by_label("Passphrase", exact=True)).to_be_focused()
    page.get_by_label("Passphrase", exact=True).fill("mountain goat")
    page.get_by_label("The same passphrase again").fill("mountain coat")
    page.get_by_role("button", name="Save the copy").click()
    expect(page.get_by_text("You typed two different passphrases.")).to_be_visible()


def test_a_copy_open_or_locked_keeps_to_the_published_schema(page, hub, tmp_path):
    visit(page, hub, RECORD)
    page.evaluate(DRAWN)
    plain = json.loads(save(page, tmp_path / "plain.json").read_text())
    locked = json.loads(save(page, tmp_path / "locked.json", PASSPHRASE).read_text())
    assert faults(plain) == faults(locked) == []
    assert [entry["what"] for entry in plain["record"]["entries"]] == [entry["what"] for entry in RECORD["entries"]]
    assert "received" not in json.dumps(plain)
    assert plain["record"]["profile"] == RECORD["profile"] and plain["record"]["files"][0]["name"] == "goat.jpg"
    # The checker itself finds what is wrong.
    plain["record"]["entries"][0]["date"] = "2026-02-30"
    locked["locked"]["iterations"] = 10
    assert faults(plain) and faults(locked)


def test_adding_keeps_both_where_both_sides_changed_an_entry_and_can_be_undone(page, hub):
    theirs = json.loads(json.dumps(RECORD))
    mine, other = json.loads(json.dumps(RECORD))["entries"], theirs["entries"]
    mine[0] |= {"learned": "Goats eat paper.", "changed": "2026-06-01T10:00:00.000Z"}
    other[0] |= {
        "learned": "Goats give milk.",
        "changed": "2026-06-02T10:00:00.000Z",
        "received": "2026-03-04T15:00:00.000Z",
    }
    other[1] |= {"learned": "Nurses work at night.", "changed": "2026-06-02T10:00:00.000Z"}
    visit(page, hub, {**RECORD, "entries": mine})
    choose(page, copy_of(theirs))
    add(page)
    expect(page.get_by_text("There is 1 entry more than before.")).to_be_visible()
    expect(page.get_by_role("heading", name="1 thing was changed on both sides")).to_be_visible()
    found = {entry["learned"] for entry in kept(page)["entries"]}
    assert found == {"Goats give milk.", "Goats eat paper.", "Nurses work at night."}
    page.get_by_role("button", name="Take this one out: Visit to a city farm, changed on 1 June 2026").click()
    expect(page.get_by_text("Kept: Visit to a city farm, changed on 2 June 2026.")).to_be_visible()
    assert {entry["learned"] for entry in kept(page)["entries"]} == {"Goats give milk.", "Nurses work at night."}
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("All is as it was before.")).to_be_visible()
    assert kept(page)["entries"] == mine


def test_putting_a_copy_in_place_asks_first_and_can_be_undone(page, hub):
    visit(page, hub, RECORD)
    one = {**RECORD, "entries": RECORD["entries"][1:]}
    choose(page, copy_of(one))
    page.get_by_role("button", name="Put in place of what is here").click()
    asked = page.get_by_role("dialog")
    expect(asked.get_by_text("What is here now goes: 2 entries")).to_be_visible()
    expect(asked.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    assert len(kept(page)["entries"]) == 2
    page.get_by_role("button", name="Put in place of what is here").click()
    asked.get_by_role("button", name="Put it in place").click()
    expect(page.get_by_text("Your record is now what the copy holds: 1 entry")).to_be_visible()
    assert kept(page)["entries"] == one["entries"]
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("All is as it was before.")).to_be_visible()
    assert kept(page)["entries"] == RECORD["entries"]


def test_clearing_offers_a_copy_and_can_be_left(page, hub):
    visit(page, hub, RECORD)
    page.get_by_role("button", name="Clear this device").click()
    expect(page.get_by_role("dialog").get_by_text("2 entries")).to_be_visible()
    page.get_by_role("button", name="Save a copy first").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("Lock the copy with a passphrase")).to_be_focused()
    assert kept(page)["entries"] == RECORD["entries"]


def test_nothing_of_saving_and_opening_goes_over_the_network(page, hub, tmp_path):
    visit(page, hub, RECORD)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    copy = save(page, tmp_path / "copy.json", PASSPHRASE)
    choose(page, copy)
    unlock(page, PASSPHRASE)
    add(page)
    assert [url for url in asked if not url.startswith("blob:")] == []


@pytest.mark.parametrize(("view", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_the_page_is_accessible_with_everything_open(browser, hub, view, scheme):
    context = browser.new_context(viewport=view, color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    theirs = json.loads(json.dumps(RECORD))
    for entry in theirs["entries"]:
        entry |= {
            "learned": "Other " * 40,
            "changed": "2027-01-01T10:00:00.000Z",
            "received": "2026-01-01T10:00:00.000Z",
        }
    visit(page, hub, RECORD)
    page.get_by_label("Lock the copy with a passphrase").check()
    page.get_by_role("button", name="Save the copy").click()
    choose(page, "no record")
    assert_accessible(page, "refused")
    choose(page, copy_of({**theirs, "files": [7]}))
    page.get_by_text("All entries in it").click()
    assert_accessible(page, "what is in a copy")
    page.get_by_role("button", name="Put in place of what is here").click()
    assert_accessible(page, "asked")
    page.keyboard.press("Escape")
    add(page)
    assert_accessible(page, "added")
    page.goto(hub.url("/record/format/"))
    assert_accessible(page, "format")
    context.close()
