"""A pupil's record in a real browser: added, changed, taken back, without a connection, in two tabs, with no room left.

Nothing that is typed may leave the browser: every request of the journey is watched.
"""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from .conftest import PHONE, WIDE, Hub
from .test_accessibility import assert_accessible

TYPED = "Visit to the signal box"
MANY = """async () => {
  const [{ open }, { emptyEntry, emptyRecord }] = await Promise.all(
    ["store", "model"].map((name) => import(`/static/record/${name}.js`)),
  );
  const entries = Array.from({ length: 2000 }, (_, i) => ({
    ...emptyEntry(new Date(Date.UTC(2020 + (i % 6), i % 12, 1 + (i % 28)))),
    what: `Thing ${i}`, kind: "fair", minutes: 30, year: 3 + (i % 9), skills: i % 2 ? ["teamwork"] : [],
  }));
  await (await open()).replaceAll({ ...emptyRecord(), entries });
}"""


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """Every request of the context, the service worker's too: method, address and body."""
    seen: list[str] = []
    context.on("request", lambda request: seen.append(f"{request.method} {request.url} {request.post_data or ''}"))
    return seen


@pytest.fixture
def record(page: Page, hub: Hub) -> Iterator[Page]:
    opened(page, hub)
    yield page


def opened(page: Page, hub: Hub, path: str = "/record/") -> Page:
    page.goto(hub.url(path))
    expect(page.locator("#record")).to_be_visible()
    return page


def add(page: Page, what: str, minutes: int = 60) -> None:
    page.get_by_role("button", name="Add something I did").click()
    page.get_by_label("What did you do?").fill(what)
    page.locator(f"#lengths [data-minutes='{minutes}']").click()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name=what, exact=True)).to_be_visible()


def test_a_pupil_adds_changes_and_takes_back_and_nothing_leaves_the_browser(record, asked, hub):
    add(record, TYPED, 150)
    expect(record.locator("#gauge-total")).to_have_text("2½ h")
    record.get_by_role("button", name=f"Change: {TYPED}").click()
    record.get_by_label("What I learned").fill("Trains are a timetable")
    expect(record.locator("#kept")).to_have_text("Kept in this browser")
    record.get_by_role("button", name="Done").click()
    expect(record.get_by_text("Trains are a timetable")).to_be_visible()
    record.get_by_role("button", name=f"Remove: {TYPED}").click()
    expect(record.get_by_role("heading", name=TYPED)).to_have_count(0)
    record.get_by_role("button", name="Undo").click()
    expect(record.get_by_text("Trains are a timetable")).to_be_visible()
    expect(record.locator("#said")).to_have_text("Taken back.")
    record.reload()
    expect(record.get_by_text("Trains are a timetable")).to_be_visible()
    own = ("/record/", "/static/record/", "/static/hub/")
    assert asked and all(line.startswith(tuple(f"GET {hub.base}{path}" for path in own)) for line in asked), asked
    assert not [line for line in asked if "signal" in line or "imetable" in line or "?" in line]
    assert record.context.cookies() == []


def test_what_is_typed_is_kept_before_anybody_says_done(record):
    record.get_by_role("button", name="Add something I did").click()
    record.get_by_label("What did you do?").fill(TYPED)
    expect(record.locator("#kept")).to_have_text("Kept in this browser")
    record.reload()
    expect(record.get_by_role("heading", name=TYPED)).to_be_visible()


def test_a_page_of_the_hub_fills_an_entry_in_through_the_fragment(page, hub, asked):
    given = {
        "what": "<img src=x onerror=alert(1)>",
        "kind": "fair",
        "minutes": 180,
        "id": "not-ours",
        "source": {"title": "Skills London", "url": "/resources/", "kind": "resource"},
    }
    opened(page, hub, "/record/#add=" + quote(json.dumps(given)))
    expect(page.get_by_label("What did you do?")).to_have_value(given["what"])
    expect(page.locator("#f-kind")).to_have_value("fair")
    assert page.url == hub.url("/record/")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name=given["what"])).to_be_visible()
    expect(page.get_by_role("link", name="Skills London")).to_have_attribute("href", "/resources/")
    assert not [line for line in asked if "onerror" in line or "add=" in line]


@pytest.mark.parametrize("fragment", ["%E0%A4%A", "[]", "null", "{}", quote('{"what": 5, "minutes": "x"}'), "x" * 9000])
def test_a_damaged_fragment_fills_nothing_in_and_says_so(page, hub, fragment):
    opened(page, hub, f"/record/#add={fragment}")
    expect(page.get_by_text("was damaged, so nothing was filled in")).to_be_visible()
    assert page.url == hub.url("/record/")


def test_the_record_opens_and_keeps_without_a_connection(record, hub):
    record.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert record.evaluate("caches.keys().then((names) => names.length)") == 1
    record.context.set_offline(True)
    opened(record, hub)
    add(record, TYPED)
    opened(record, hub)
    expect(record.get_by_role("heading", name=TYPED)).to_be_visible()
    record.goto(hub.url("/record/cv/"))
    expect(record.get_by_role("heading", level=1)).to_be_visible()
    record.context.set_offline(False)


def test_two_tabs_keep_each_others_changes(record, hub):
    add(record, TYPED)
    other = opened(record.context.new_page(), hub)
    other.get_by_role("button", name=f"Change: {TYPED}").click()
    record.get_by_role("button", name=f"Change: {TYPED}").click()
    other.get_by_label("What I learned").fill("Levers are heavy")
    expect(other.locator("#kept")).to_have_text("Kept in this browser")
    record.get_by_label("Where?").fill("Romford")
    expect(record.locator("#kept")).to_have_text("Kept in this browser")
    for tab in (record, other):
        tab.get_by_role("button", name="Done").click()
        expect(tab.get_by_text("Levers are heavy")).to_be_visible()
        expect(tab.get_by_text("Romford")).to_be_visible()


def test_a_browser_without_room_says_so_and_loses_nothing_of_the_page(record, hub):
    cdp = record.context.new_cdp_session(record)
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": hub.base, "quotaSize": 10})
    record.get_by_role("button", name="Add something I did").click()
    record.get_by_label("What did you do?").fill(TYPED)
    expect(record.locator("#kept")).to_have_text("Not kept")
    record.get_by_role("button", name="Done").click()
    expect(record.get_by_role("alert").filter(has_text="no room left")).to_be_visible()
    expect(record.get_by_role("heading", name=TYPED)).to_be_visible()


def test_a_browser_that_keeps_nothing_says_so_and_can_still_be_used(context, hub, page):
    context.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }")
    opened(page, hub)
    expect(page.get_by_role("alert").filter(has_text="keeps nothing for this page")).to_be_visible()
    add(page, TYPED)


def test_a_clock_that_is_put_back_does_not_make_a_change_older(record):
    add(record, TYPED)
    stored = "new Promise((done) => { const asked = indexedDB.open('record'); asked.onsuccess = () => "
    stored += "asked.result.transaction('entries').objectStore('entries').getAll().onsuccess = (event) => "
    stored += "done(event.target.result[0].changed); })"
    before = record.evaluate(stored)
    record.evaluate("Date.now = () => 0")
    record.get_by_role("button", name=f"Change: {TYPED}").click()
    record.get_by_label("Where?").fill("Romford")
    expect(record.locator("#kept")).to_have_text("Kept in this browser")
    assert record.evaluate(stored) > before


def test_without_a_script_the_page_says_what_it_needs(browser, hub):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(hub.url("/record/"))
    expect(page.get_by_text("JavaScript is off here")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(("view", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=str)
def test_what_opens_on_the_page_is_accessible(record, view, scheme):
    record.set_viewport_size(view)
    record.emulate_media(color_scheme=scheme)
    add(record, TYPED)
    assert_accessible(record, "an entry, and the way to take it back")
    record.get_by_role("button", name=f"Change: {TYPED}").click()
    assert_accessible(record, "the form of an entry")
    record.get_by_role("button", name="Draw it").click()
    assert_accessible(record, "the sheet to draw on")


def test_a_young_pupil_begins_with_a_picture_and_needs_no_words(page, hub):
    opened(page, hub, "/record/?stage=ks2")
    page.get_by_role("button", name="Add something I did").click()
    expect(page.get_by_label("Where?")).to_be_hidden()
    first = page.locator(".entry-fields > :not([hidden])").first
    expect(first).to_have_id("pictures")
    page.get_by_role("button", name="Draw it").click()
    box = page.locator("#drawing-canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 120)
    page.mouse.up()
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.locator("#thumbs img")).to_have_count(1)
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name="A picture", exact=True)).to_be_visible()
    opened(page, hub)
    expect(page.locator("#list img")).to_have_js_property("naturalWidth", 800)


def test_a_photograph_is_made_smaller_and_loses_where_it_was_taken(record, tmp_path):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
    Image.new("RGB", (3000, 1500), "red").save(tmp_path / "shop.jpg", exif=exif)
    assert b"Exif" in (tmp_path / "shop.jpg").read_bytes()
    add(record, TYPED)
    record.get_by_role("button", name=f"Change: {TYPED}").click()
    record.locator("#f-file").set_input_files(tmp_path / "shop.jpg")
    expect(record.locator("#thumbs img")).to_have_js_property("naturalWidth", 1600)
    kept = "import('/static/record/store.js').then((m) => m.open()).then((s) => s.load()).then((d) => d.files[0].bytes"
    assert "Exif" not in record.evaluate(f"{kept}.text())")


def test_two_thousand_entries_are_filtered_and_added_to(record, hub):
    """How long the scripts take is printed (pytest -s): how busy the machine is says nothing of the code."""
    record.evaluate(MANY)
    opened(record, hub)
    expect(record.locator("#count")).to_contain_text("2,000 entries")
    cdp = record.context.new_cdp_session(record)
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
    began = in_scripts(cdp)
    record.get_by_label("Skill").select_option("teamwork")
    expect(record.locator("#count")).to_contain_text("1000 of 2000 entries")
    filtered = in_scripts(cdp)
    add(record, TYPED)
    print(f"\n2,000 entries: filter {filtered - began:.0f} ms, add {in_scripts(cdp) - filtered:.0f} ms of script")


def in_scripts(cdp: CDPSession) -> float:
    """Milliseconds that the page's scripts have taken so far."""
    return 1000 * next(
        m["value"] for m in cdp.send("Performance.getMetrics")["metrics"] if m["name"] == "ScriptDuration"
    )
