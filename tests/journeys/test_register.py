"""A register file with one broken date: the school stays what it is, and the hub's staff decide on its new name."""

from playwright.sync_api import expect

from .conftest import manage, sign_in

COLUMNS = (
    "URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (code),TypeOfEstablishment (name),"
    "EstablishmentStatus (code),EstablishmentStatus (name),OpenDate,CloseDate,TelephoneNum"
)
ROWS = """900920,210,Southwark,Larkspur Boys' Community School,01,Community school,2,Closed,01-09-1990,31-08-2020,
990002,210,Southwark,Larkspur and Thistle Academy,34,Academy converter,1,Open,1st of Sept,,02079460199
"""


def test_a_broken_date_is_reported_and_a_new_name_waits(page, hub, tmp_path):
    file, report = tmp_path / "register.csv", tmp_path / "report.csv"
    file.write_text(f"{COLUMNS}\n{ROWS}", encoding="utf-8-sig")
    manage(hub.var, "import_schools", str(file), "--report", str(report))
    lines = report.read_text().splitlines()
    assert [line.rsplit(",", 1)[1] for line in lines[1:]] == ["loaded", "waiting"]
    assert "OpenDate,1st of Sept" in lines[1]

    page.goto(hub.url("/schools/990002/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Larkspur Academy")
    assert page.request.get(f"{page.url}duties.json").status == 200

    sign_in(page, hub, "Central editor")
    page.get_by_role("link", name="Register", exact=True).click()
    row = page.get_by_role("row").filter(has_text="Larkspur Academy")
    expect(row).to_contain_text("“Larkspur and Thistle Academy”")
    row.get_by_role("button", name="Refuse").click()
    expect(page.locator(".messages")).to_contain_text("Refused")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
