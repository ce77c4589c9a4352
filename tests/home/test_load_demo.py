"""`load_demo`: once, again, and on a given day."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page, Site

from hub.home.demo import site
from hub.home.models import AccessibilityStatementPage, HomePage
from hub.pages.models import NewsPage

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
DAY = datetime.date(2026, 11, 23)


@pytest.fixture
def demo_site(db):
    home = site.front_page()
    site.load(home=home, on=DAY)
    return home


def test_the_site_stands_at_its_address_with_its_languages(demo_site, settings):
    default = Site.objects.get(is_default_site=True)
    assert default.root_page.specific == demo_site
    assert default.root_url == "http://testserver"
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "bn", "ur"}


@pytest.mark.parametrize(
    "address", ["/", "/parents/", "/accessibility/", "/privacy/", "/cookies/", "/about/", "/news/"]
)
def test_every_general_page_answers(client, demo_site, address):
    response = client.get(address)
    assert response.status_code == 200
    assert 'name="description"' in response.content.decode()


def test_dates_count_from_the_given_day(demo_site):
    assert NewsPage.objects.order_by("-date").first().date == datetime.date(2026, 11, 20)
    assert AccessibilityStatementPage.objects.get().reviewed_on == DAY


def test_loading_again_changes_nothing(demo_site):
    page = Page.objects.get(slug="privacy").specific
    page.title = "Privacy, as an editor put it"
    page.save_revision().publish()
    before = Page.objects.count()
    site.load(home=site.front_page(), on=DAY + datetime.timedelta(days=400))
    assert Page.objects.count() == before
    assert Page.objects.get(slug="privacy").title == "Privacy, as an editor put it"
    assert HomePage.objects.count() == 1


def test_an_address_that_somebody_set_is_left_alone(demo_site):
    Site.objects.update(hostname="hub.example.org", port=443)
    site.front_page()
    assert Site.objects.get().root_url == "https://hub.example.org"


def test_everything_loads_once_and_again_changes_nothing(client, db, settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    first, again, once = StringIO(), StringIO(), StringIO()
    call_command("load_demo", "--on", DAY.isoformat(), stdout=first)
    before = list(Page.objects.order_by("path").values_list("path", "title", "live", "latest_revision_id"))
    call_command("load_demo", "--on", DAY.isoformat(), stdout=again)
    call_command("load_demo", "--once", stdout=once)
    assert "pages added" in first.getvalue()
    assert "Demo content: nothing changed." in again.getvalue()
    assert once.getvalue() == "Demo content: already loaded, nothing changed.\n"
    assert list(Page.objects.order_by("path").values_list("path", "title", "live", "latest_revision_id")) == before
    for page in Page.objects.filter(depth=3, alias_of__isnull=True).live():
        assert client.get(page.get_url()).status_code == 200, page.get_url()


def test_a_date_that_is_none_is_refused():
    with pytest.raises((CommandError, ValueError)):
        call_command("load_demo", "--on", "next tuesday", stdout=StringIO())
