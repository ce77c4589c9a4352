"""One address of a page wherever it is said: links, canonical, previews, structured data, sitemap, mail."""

import json
import re

import pytest
from django.test import Client

from hub.core import origins
from hub.pages.models import StandardPage
from tests.factories.hosts import SchoolHostFactory
from tests.schools.hosts.conftest import NAME

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|src|action|srcset)="([^"#]*)')
PATHS = ["/", "/careers/", "/policy/", "/team/", "/search/?q=careers", "/nothing-here/"]


@pytest.fixture
def paths(school, text_page) -> list[str]:
    children = school.made.home.get_children().live()
    return ["/", "/search/?q=careers", "/nothing-here/", *(f"/{page.slug}/" for page in children)]


def test_each_link_at_a_schools_host_leads_where_it_says(there, paths):
    seen: dict[str, str] = {}
    for path in paths:
        for link in LINK.findall(there.get(path).content.decode()):
            seen.setdefault(link.replace("&amp;", "&"), path)
    assert len(seen) > 20
    for link, path in seen.items():
        if link.startswith("/") and not link.startswith("//"):
            answer = there.get(link)
            assert answer.status_code == 200, f"{link} on {path}: {answer.status_code} {answer.get('Location')}"
        else:
            assert re.match(rf"(http://testserver/|http://{NAME}/|https?://|tel:|mailto:|\?|$)", link), (link, path)
            assert link.count("://") <= 1, (link, path)
            assert not re.match(r"http://testserver/(\w\w/)?schools/quince", link), f"{link} on {path} leads away"


def test_every_statement_of_the_address_agrees(there, school, text_page):
    for page in (school.made.home, school.careers, school.policy, text_page):
        html = there.get(page.get_url_parts()[2].removeprefix(f"/schools/{school.school.slug}")).content.decode()
        assert page.full_url.startswith(f"http://{NAME}/")
        assert f'rel="canonical" href="{page.full_url}"' in html
        assert f'property="og:url" content="{page.full_url}"' in html
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
        assert f"/schools/{school.school.slug}/" not in data
        crumbs = next((each for each in json.loads(data)["@graph"] if each["@type"] == "BreadcrumbList"), None)
        if crumbs:
            assert crumbs["itemListElement"][-1]["item"] == page.full_url


def test_the_sitemap_of_a_host_has_its_pages_and_the_hubs_has_not(there, hub, school, text_page):
    own = there.get("/sitemap.xml").content.decode()
    found = re.findall("<loc>(.*?)</loc>", own)
    assert text_page.full_url in found
    assert all(each.startswith(f"http://{NAME}/") for each in found)
    assert f"Sitemap: http://{NAME}/sitemap.xml" in there.get("/robots.txt").content.decode()
    assert "quince" not in hub.get("/sitemap-en.xml").content.decode()
    assert hub.get(f"/schools/{school.school.slug}/sitemap.xml").status_code == 301


def test_until_the_host_is_seen_to_answer_the_hub_has_the_pages(school, text_page):
    SchoolHostFactory(school=school.school, hostname=NAME, answers_since=None)
    client = Client()
    assert client.get("/sitemap.xml", headers={"host": NAME}).status_code == 404
    assert "Sitemap" not in client.get("/robots.txt", headers={"host": NAME}).content.decode()
    assert text_page.full_url in client.get("/sitemap-en.xml").content.decode()
    assert client.get(f"/schools/{school.school.slug}/robots.txt").status_code == 404


def test_the_page_that_says_nothing_is_here_wears_the_schools_dress(there, school):
    at_host = there.get("/no-such-page/").content.decode()
    assert "There is no page at this address" in at_host
    assert "Quince Hill School" in at_host
    assert 'value="no such page"' in at_host
    assert 'action="/search/"' in at_host


def test_the_hub_wears_it_too_below_a_schools_address(school):
    at_hub = Client().get(f"/schools/{school.school.slug}/no-such-page/").content.decode()
    assert "Quince Hill School" in at_hub
    assert Client().get("/schools/nobody-000000/no-such-page/").status_code == 404


def test_links_on_the_hub_lead_straight_to_the_host(hub, school):
    directory = hub.get("/schools/").content.decode()
    assert f'href="http://{NAME}/' in directory


def test_the_directory_asks_no_more_for_schools_with_hosts(home, school, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories.schools import SchoolHomePageFactory

    index = school.made.home.get_parent()
    pages = [SchoolHomePageFactory(parent=index) for _number in range(12)]
    Client().get("/schools/")
    with CaptureQueriesContext(connection) as without:
        Client().get("/schools/")
    for page in pages:
        SchoolHostFactory(school=page.school)
    Client().get("/schools/")
    with CaptureQueriesContext(connection) as with_hosts:
        html = Client().get("/schools/").content.decode()
    assert html.count(".example.sch.uk/") >= 12
    assert len(with_hosts) == len(without)


def test_mail_and_jobs_say_the_one_address(host, school, text_page):
    assert origins.current() is None
    assert text_page.full_url == f"http://{NAME}/team/"
    assert text_page.url == f"http://{NAME}/team/"
    assert school.made.home.get_parent().specific.url == "/schools/"


def test_a_page_that_moved_leads_on_at_both_hosts(there, hub, school, text_page, django_capture_on_commit_callbacks):
    page = StandardPage.objects.get(pk=text_page.pk)
    page.slug = "our-people"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = there.get("/team/")
    assert (answer.status_code, answer["Location"]) == (301, "/our-people/")
    assert hub.get(f"/schools/{school.school.slug}/team/")["Location"] == f"http://{NAME}/team/"


def test_the_preview_of_an_editor_is_the_hubs(host, school):
    assert school.careers._get_dummy_header_url().startswith("http://")
    assert NAME not in school.careers._get_dummy_header_url()
    assert school.careers.make_preview_request().status_code == 200


def test_without_a_careers_page_what_to_ask_stands_there_in_the_schools_own_dress(school, there):
    school.careers.unpublish()
    html = there.get("/careers/").content.decode()
    assert "Three things worth asking" in html and 'class="band"' in html
    assert f'rel="canonical" href="{school.made.home.full_url}careers/"' in html
