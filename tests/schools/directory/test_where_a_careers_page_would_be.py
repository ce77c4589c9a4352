"""What is read at a school's `careers/` while it has no careers page there."""

import re

import pytest
from wagtail.models import Locale

from hub.core.origins import hub_root
from tests.factories.careers import CareersPageFactory
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory
from tests.html import flat

ADDRESS = "/schools/fennel-street-academy-900601/"


@pytest.fixture
def school(index):
    return SchoolFactory(name="Fennel Street Academy", urn=900601, telephone="020 7946 0187")


@pytest.fixture
def in_urdu(index):
    """The directory in Urdu, which only stands for the English one."""
    urdu = Locale.objects.create(language_code="ur")
    for page in (*index.get_ancestors()[1:], index):
        page.specific.copy_for_translation(urdu, alias=True)
    return urdu


def canonical(response) -> str:
    return re.findall(r'<link rel="canonical" href="([^"]+)"', flat(response.content.decode()))[0]


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}careers/"])
def test_a_school_of_the_register_alone_has_one_address(client, school, path):
    response = client.get(path)
    html = flat(response.content.decode())
    assert response.status_code == 200 and "<h3>Three things worth asking</h3>" in html
    assert 'href="tel:+442079460187"' in html and "What a school like this publishes" in html
    assert canonical(response) == f"{hub_root()}{ADDRESS}"


def test_below_a_home_page_it_stands_in_the_schools_own_band_at_an_address_of_its_own(client, index, school):
    SchoolHomePageFactory(parent=index, school=school, colour="#808000")
    response = client.get(f"{ADDRESS}careers/")
    html = flat(response.content.decode())
    assert response.status_code == 200 and "<h3>Three things worth asking</h3>" in html
    assert canonical(response) == f"{hub_root()}{ADDRESS}careers/"
    assert '<p class="name">Fennel Street Academy</p>' in html and "--school:#7a7a00" in html
    assert re.search(rf'<a href="{ADDRESS}" ?>Home</a>', html), "it is none of the pages of the menu"


def test_a_home_page_that_is_no_longer_public_leaves_what_the_register_says(client, index, school):
    SchoolHomePageFactory(parent=index, school=school).unpublish()
    response = client.get(f"{ADDRESS}careers/")
    assert 'class="band"' not in response.content.decode() and canonical(response) == f"{hub_root()}{ADDRESS}"


def test_in_a_language_without_pages_of_the_school_its_readers_are_led_to_those_it_has(client, index, school, in_urdu):
    assert "0187" in client.get(f"/ur{ADDRESS}").content.decode()
    home = SchoolHomePageFactory(parent=index, school=school)
    for path in ("", "careers/"):
        response = client.get(f"/ur{ADDRESS}{path}")
        assert response.status_code == 302 and response["Location"] == f"{ADDRESS}{path}?asked=ur"
    careers = CareersPageFactory(parent=home, slug="careers-education")
    assert client.get(f"/ur{ADDRESS}careers/")["Location"] == f"{careers.get_url()}?asked=ur"


@pytest.mark.parametrize("path", ["", "careers/"])
def test_there_they_are_told_so_in_the_language_they_asked_in_and_nobody_else_is(client, index, school, in_urdu, path):
    CareersPageFactory(parent=SchoolHomePageFactory(parent=index, school=school), slug="careers-education")
    asked, own = ("careers-education/" if path == "careers/" else path), '<section class="language-note'
    response = client.get(f"/ur{ADDRESS}{path}", follow=True)
    html = flat(response.content.decode())
    assert response.request["PATH_INFO"] == f"{ADDRESS}{asked}" and html.count("یہ انگریزی میں ہے") == 1
    assert re.search(rf'{own} wrap" aria-label="زبان" lang="ur" dir="rtl">', html)
    assert canonical(response).endswith(f"{ADDRESS}{asked}")
    for query in ("", "?asked=en", "?asked=xx", "?asked=%00", "?asked="):
        assert own not in client.get(f"{ADDRESS}{asked}{query}").content.decode()
