"""`bootstrap`: an empty database becomes a hub, and a second run changes nothing."""

import datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, Locale, Page, Site, Workflow

from hub.accounts.models import User
from hub.home import tree
from hub.home.models import AccessibilityStatementPage, HomePage
from hub.schools.models import School
from tests import databases
from tests.factories.schools import SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
DAY = datetime.date(2026, 11, 23)
ADDRESSES = (
    *("/", "/curriculum/", "/curriculum/map/", "/curriculum/key-stage-3/", "/resources/", "/search/", "/schools/"),
    *("/schools/data/", "/parents/", "/accessibility/", "/privacy/", "/cookies/", "/about/", "/news/", "/events/"),
    "/sitemap.xml",
)


def bootstrap() -> str:
    said = StringIO()
    call_command("bootstrap", "--on", DAY.isoformat(), stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def founded(framework, once) -> None:
    once(databases.as_migrated)
    once(bootstrap)


@pytest.fixture
def hub(founded, db) -> HomePage:
    return HomePage.objects.get()


def test_the_site_stands_at_its_address_with_its_languages(hub):
    site = Site.objects.get()
    assert (site.root_page.specific, site.root_url, site.is_default_site) == (hub, "http://testserver", True)
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "bn", "ur"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_that_the_hub_itself_links_to_answers(client, hub, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "Welcome to your new Wagtail site" not in response.content.decode()


def test_robots_and_site_map_name_the_host(client, hub):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert "http://testserver/privacy/" in client.get("/sitemap-en.xml").content.decode()


def test_no_school_and_no_account_is_invented(hub):
    assert (School.objects.count(), User.objects.count()) == (0, 0)


def test_running_it_again_changes_nothing(hub):
    page = Page.objects.get(slug="privacy").specific
    page.title = "Privacy, as an editor put it"
    page.save_revision().publish()

    def state() -> list:
        return list(Page.objects.order_by("path").values_list("path", "title", "live", "latest_revision_id"))

    before = state()
    assert "no pages added" in bootstrap()
    assert state() == before


def test_it_says_what_is_still_for_people_to_do(hub):
    said = bootstrap()
    assert "say who runs it on /accessibility/, /privacy/" in said and "createsuperuser" in said
    AccessibilityStatementPage.objects.update(contact_email="access@borough.example")
    User.objects.create_superuser("root@borough.example", "a-long-password-1")
    said = bootstrap()
    assert "say who runs it on /privacy/" in said and "createsuperuser" not in said


@pytest.mark.parametrize(
    ("stands", "address", "expected"),
    [
        ("localhost", "https://hub.borough.example", "https://hub.borough.example"),
        ("hub.old.example", "https://hub.borough.example", "http://hub.old.example:8000"),
        ("localhost", "http://127.0.0.1:9000", "http://localhost:8000"),
    ],
)
def test_the_site_follows_the_address_unless_somebody_gave_it_another(hub, settings, stands, address, expected):
    Site.objects.update(hostname=stands, port=8000)
    settings.WAGTAILADMIN_BASE_URL = address
    bootstrap()
    assert Site.objects.get().root_url == expected


def test_only_wagtails_welcome_makes_room(db, framework):
    other = Page.get_first_root_node().add_child(instance=Page(title="Kept", slug="kept"))
    tree.front_page()
    assert Page.objects.filter(pk=other.pk).exists()
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_what_is_submitted_to_moderation_has_somebody_to_decide(hub):
    task = GroupApprovalTask.objects.get(workflow_tasks__workflow__in=Workflow.objects.filter(workflow_pages__page=1))
    assert task.groups.filter(name="Editors").exists()


def test_a_moderation_that_an_administrator_arranged_is_left_alone(hub):
    task = GroupApprovalTask.objects.get()
    people = Group.objects.create(name="Readers of drafts")
    User.objects.create_user("reader@borough.example", "a-long-password-1").groups.add(people)
    task.groups.set([people])
    bootstrap()
    assert list(task.groups.all()) == [people]


def test_a_school_of_the_register_can_have_its_pages_at_once(hub):
    school = SchoolFactory(urn=100001)
    call_command("create_school", "100001", stdout=StringIO())
    assert hub.get_descendants().filter(title=school.name).exists()
