"""A careers leader tries to take what is another's: a school's name and address, a colleague's email address."""

from playwright.sync_api import expect

from .conftest import sign_in

OTHER = "Larkspur Academy (sample)"
TAKEN = "larkspur-academy-sample-990002"


def test_a_careers_leader_takes_no_other_schools_name_nor_a_colleagues_email_address(context, hub):
    # Not the fixture "page": to what the form refuses Wagtail's autosave answers 400, and the browser prints that.
    page = context.new_page()
    sign_in(page, hub, "Careers leader")
    page.get_by_role("link", name="Rowan Bridge School (sample)", exact=True).first.click()
    page.wait_for_url("**/admin/pages/**")
    if "/edit/" not in page.url:
        page.goto(f"{page.url.partition('?')[0]}edit/")
    title = page.locator("[name=title]")
    own = title.input_value()
    title.fill(OTHER)
    page.get_by_role("button", name="More actions").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").first.click()
    expect(page.locator("main")).to_contain_text("is another school")
    expect(title).to_have_value(OTHER)
    page.goto(hub.url(f"/schools/{TAKEN}/"))
    expect(page.locator("h1").first).to_contain_text("Larkspur")
    page.goto(hub.url("/schools/rowan-bridge-school-sample-990003/"))
    expect(page.locator("h1").first).to_contain_text(own.split(" (")[0])

    page.goto(hub.url("/admin/account/"))
    page.locator("[name=address-address]").fill(hub.logins["Governor"]["email"].upper())
    page.locator("[name=address-password]").fill(hub.logins["Careers leader"]["password"])
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("main")).to_contain_text("Somebody else signs in with this address")
