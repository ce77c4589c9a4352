"""What browsers, previews and researchers ask of any site: icons, manifest, security.txt, change-password, headers."""

import datetime
import re

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db


def picture(address: str) -> Image.Image:
    return Image.open(finders.find(address.split("/static/")[1]) or "")


def test_a_page_names_its_icons_its_manifest_and_a_picture_for_previews(client, home):
    page = StandardPageFactory(parent=home, title="About", slug="about")
    html = client.get(page.get_url()).content.decode()
    (touch,) = re.findall(r'<link rel="apple-touch-icon" href="([^"]+)">', html)
    assert picture(touch).size == (180, 180)
    (preview,) = re.findall(r'<meta property="og:image" content="([^"]+)">', html)
    assert preview.startswith("http://testserver/static/") and picture(preview).size == (1200, 630)
    (address,) = re.findall(r'<link rel="manifest" href="([^"]+)">', html)
    manifest = client.get(address)
    assert manifest["Content-Type"] == "application/manifest+json"
    for icon in manifest.json()["icons"]:
        if icon["type"] == "image/png":
            assert "{}x{}".format(*picture(icon["src"]).size) == icon["sizes"]


def test_the_icon_is_found_where_browsers_look_for_it(client, db):
    address = client.get("/favicon.ico")["Location"]
    assert (16, 16) in picture(address).info["sizes"]


def test_security_txt_says_where_to_report_and_until_when_it_holds(client, settings, today):
    settings.SECURITY_CONTACT = "mailto:security@hub.example"
    response = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"].startswith("text/plain")
    assert lines["Contact"] == "mailto:security@hub.example"
    assert lines["Canonical"].endswith("/.well-known/security.txt")
    until = datetime.datetime.fromisoformat(lines["Expires"]).date()
    assert today < until < today + datetime.timedelta(days=365)


def test_a_password_manager_is_led_to_the_account_page(client, db):
    response = client.get("/.well-known/change-password")
    assert response.status_code == 302 and response["Location"] == "/admin/account/"


def test_every_answer_says_which_abilities_of_a_browser_it_does_without(client, home):
    for address in ("/", "/robots.txt", "/no-such-page/", "/admin/login/"):
        assert "camera=()" in client.get(address)["Permissions-Policy"], address
