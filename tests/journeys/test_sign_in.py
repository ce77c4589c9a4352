"""An editor of the hub sets up a passkey, signs in by it, loses it and uses a recovery code; axe reads each page."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from .conftest import PHONE, WIDE, Hub, served
from .test_accessibility import assert_accessible

TOUCH_ID = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def strict(seed, hub, tmp_path) -> Iterator[Hub]:
    """A hub as in production: its people need a second factor. At "localhost", where browsers take passkeys."""
    var = shutil.copytree(seed, tmp_path / "var")
    with served(var, TEST_SECOND_FACTOR="1") as base:
        yield Hub(base=base.replace("127.0.0.1", "localhost"), logins=hub.logins, var=var)


@dataclass
class Device:
    """What keeps a passkey: the fingerprint reader of a laptop, as Chromium plays it."""

    session: CDPSession
    id: str

    def lose(self) -> None:
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})

    def passkeys(self) -> list[dict[str, Any]]:
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]


@pytest.fixture
def device(page) -> Device:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH_ID})
    return Device(session, made["authenticatorId"])


def type_password(page: Page, hub: Hub, role: str) -> None:
    login = hub.logins[role]
    page.goto(hub.url("/admin/login/"))
    page.get_by_label("Email").fill(login["email"])
    page.locator("input[name=password]").fill(login["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def check(page: Page, where: str) -> None:
    """Read the page with axe on a screen and on a telephone, in both schemes."""
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert_accessible(page, f"{where}, {size['width']} pixels")
    page.set_viewport_size(WIDE)


def test_a_passkey_is_set_up_signs_in_is_lost_and_a_recovery_code_helps(page, strict, device):
    type_password(page, strict, "Central editor")
    page.wait_for_url("**/admin/account/sign-in/")
    expect(page.get_by_text("sign in with a second step")).to_be_visible()
    check(page, "how you sign in, none yet")
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_label("Name")).to_be_visible()
    check(page, "add a passkey")
    page.get_by_label("Name").fill("The laptop at work")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    expect(page.get_by_text("You can sign in with it from now on")).to_be_visible()
    check(page, "recovery codes")
    codes = page.locator("[data-codes] code").all_inner_texts()
    assert len(codes) == 10
    with page.expect_download() as file:
        page.get_by_role("button", name="Keep as a file").click()
    assert set(codes) <= set(file.value.path().read_text().split())
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/admin/")
    assert len(device.passkeys()) == 1

    sign_out(page)
    page.goto(strict.url("/admin/login/?next=/admin/account/sign-in/"))
    check(page, "sign in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/account/sign-in/")
    expect(page.get_by_role("rowheader", name="The laptop at work")).to_be_visible()
    check(page, "how you sign in")

    sign_out(page)
    type_password(page, strict, "Central editor")
    page.wait_for_url("**/admin/login/code/")
    check(page, "second step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")

    device.lose()
    sign_out(page)
    type_password(page, strict, "Central editor")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/admin/")
    page.goto(strict.url("/admin/account/sign-in/"))
    expect(page.get_by_text("9 codes are left")).to_be_visible()
    page.get_by_role("link", name="Set up an app").click()
    expect(page).to_have_title(re.compile("Set up an app"))
    check(page, "set up an app")


def test_a_careers_leader_is_offered_a_passkey_and_not_held_up(page, strict, device):
    type_password(page, strict, "Careers leader")
    page.wait_for_url("**/admin/")
    page.goto(strict.url("/admin/account/"))
    page.get_by_role("tab", name="More actions").click()
    page.get_by_role("link", name="How you sign in").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
