"""What every public answer has in common: content policy, no data about visitors, and addresses beside the pages."""

import json
import re

import pytest
from django.test import Client, override_settings
from wagtail.models import Locale, PageViewRestriction

from hub.core.seo import page_meta
from tests.factories.home import ParentsPageFactory
from tests.factories.pages import NewsIndexPageFactory, NewsPageFactory, StandardPageFactory
from tests.html import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home):
    return StandardPageFactory(parent=home, title="About", slug="about", summary="Who runs the hub.")


def directives(response) -> dict[str, set[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {part[0]: set(part[1:]) for part in parts}


def test_a_public_page_allows_no_inline_script_or_style(client, about):
    for address in ("/", "/about/", "/no-such-page/"):
        policy = directives(client.get(address))
        assert policy["script-src"] == {"'self'"}, address
        assert "'unsafe-inline'" not in policy["style-src"], address
        assert policy["object-src"] == {"'none'"}, address


def test_a_public_page_carries_no_style_attribute_and_no_script_of_its_own(client, about):
    for address in ("/", "/about/", "/no-such-page/"):
        html = client.get(address).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style", html), address
        assert not re.search(r"<script(?![^>]*(src=|ld\+json))", html), address


def test_only_the_admin_may_run_inline_script(admin_client, home):
    assert "'unsafe-inline'" in directives(admin_client.get("/admin/"))["script-src"]
    assert "'unsafe-inline'" in directives(admin_client.get(f"/admin/pages/{home.pk}/edit/"))["style-src"]


def test_a_visitor_gets_no_cookie_and_nothing_from_elsewhere(client, about):
    for address in ("/", "/about/", "/no-such-page/", "/robots.txt", "/sitemap.xml"):
        response = client.get(address)
        assert not response.cookies, address
        sources = re.findall(
            r'<(?:script|img|link[^>]*stylesheet|iframe)[^>]*(?:src|href)="(https?:)?//', str(response.content)
        )
        assert sources == [], address


def test_robots_keep_out_of_the_admin_and_know_the_sitemap(client, home):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Disallow: /search/?" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def test_the_sitemap_lists_live_public_pages_of_each_language(client, home, about):
    draft = StandardPageFactory(parent=home, title="Draft", live=False)
    private = StandardPageFactory(parent=home, title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    urdu = Locale.objects.create(language_code="ur")
    home.copy_for_translation(urdu).save_revision().publish()
    translated = about.copy_for_translation(urdu)
    translated.save_revision().publish()

    index = client.get("/sitemap.xml").content.decode()
    english = client.get("/sitemap-en.xml").content.decode()
    other = client.get("/sitemap-ur.xml").content.decode()

    assert "sitemap-en.xml" in index and "sitemap-ur.xml" in index
    assert "http://localhost/about/" in english
    assert draft.slug not in english and private.slug not in english and "<loc>http://localhost/ur/" not in english
    assert "http://localhost/ur/about" in other


def test_a_language_without_pages_has_an_empty_sitemap(client, home):
    assert client.get("/sitemap-bn.xml").status_code == 200


def test_a_missing_page_offers_a_search_for_the_words_in_its_address(client, home):
    response = client.get("/curriculum/work-experience_year-10/index.html?utm=1")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'value="curriculum work experience year 10 index html"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize(
    "address", ["/%22%3E%3Cscript%3E/", "/" + "a/" * 400, "/%F0%9F%90%9D/", "/%ff%fe/", "/../../x/"]
)
def test_a_strange_address_is_a_plain_404(client, home, address):
    response = client.get(address)
    assert response.status_code in {400, 404}
    assert b"<script>" not in response.content


def test_a_missing_page_answers_in_the_language_of_its_address(client, home):
    html = client.get("/ur/kuch-nahin/").content.decode()
    assert '<html lang="ur" dir="rtl">' in html
    assert 'value="kuch nahin"' in html


def test_a_server_error_needs_neither_database_nor_context(home, monkeypatch):
    monkeypatch.setattr("hub.pages.selectors.latest_news", lambda *a, **k: 1 / 0)
    monkeypatch.setattr("hub.home.selectors.latest_news", lambda *a, **k: 1 / 0)
    with override_settings(DEBUG=False):
        response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert b"Something went wrong here" in response.content


def test_a_page_says_its_address_its_summary_and_where_it_stands(client, home):
    index = NewsIndexPageFactory(parent=home, slug="news")
    NewsPageFactory(parent=index, slug="twelve", summary="Twelve lessons for Year 9.")
    html = client.get("/news/twelve/").content.decode()
    assert '<link rel="canonical" href="http://localhost/news/twelve/">' in html
    assert '<meta name="description" content="Twelve lessons for Year 9.">' in html
    assert '<meta property="og:title" content="Twelve new lessons">' in html
    graph = json.loads(re.findall(r"ld\+json\">(.*?)</script>", html)[0])["@graph"]
    kinds = {each["@type"]: each for each in graph}
    assert kinds["NewsArticle"]["datePublished"] == "2026-11-16"
    assert [step["name"] for step in kinds["BreadcrumbList"]["itemListElement"]] == ["News", "Twelve new lessons"]


def test_structured_data_cannot_break_out_of_its_script(client, home):
    index = NewsIndexPageFactory(parent=home, slug="news")
    NewsPageFactory(parent=index, slug="odd", title="</script><script>alert(1)</script>")
    html = client.get("/news/odd/").content.decode()
    assert "<script>alert" not in html


def test_the_breadcrumbs_leave_out_drafts_and_private_pages(client, home, about):
    hidden = StandardPageFactory(parent=about, title="Hidden", slug="hidden", live=False)
    StandardPageFactory(parent=hidden, title="Deep", slug="deep")
    html = client.get("/about/hidden/deep/").content.decode()
    assert ">About</a>" in html
    assert "Hidden" not in html


def test_only_real_translations_are_named_as_alternates(client, home, about):
    assert "hreflang" not in client.get("/about/").content.decode()
    urdu = Locale.objects.create(language_code="ur")
    home.copy_for_translation(urdu, alias=True)
    translated = about.copy_for_translation(urdu)
    translated.save_revision().publish()
    html = client.get("/about/").content.decode()
    assert f'<link rel="alternate" hreflang="ur" href="{translated.full_url}">' in html
    assert '<link rel="alternate" hreflang="x-default" href="http://localhost/about/">' in html
    there = client.get(translated.url).content.decode()
    assert '<html lang="ur" dir="rtl">' in there
    assert "en_GB" in html and "ur_PK" in there and "en_GB" not in there
    assert "hreflang" not in client.get("/").content.decode()


def test_a_changed_slug_leaves_a_redirect(client, home, about, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        about.slug = "about-us"
        about.save_revision().publish()
    response = client.get("/about/")
    assert response.status_code == 301
    assert response.url.endswith("/about-us/")


def test_a_moved_page_and_what_stands_below_it_leave_redirects(client, home, about):
    StandardPageFactory(parent=about, title="Below", slug="below")
    other = StandardPageFactory(parent=home, title="Other", slug="other")
    about.refresh_from_db()
    about.move(other, pos="last-child")
    assert client.get("/about/").url.endswith("/other/about/")
    assert client.get("/about/below/").url.endswith("/other/about/below/")


def test_the_navigation_marks_where_the_reader_is(client, home):
    ParentsPageFactory(parent=home)
    html = client.get("/parents/").content.decode()
    assert '<a href="/parents/" aria-current="page">Parents</a>' in flat(html)
    assert html.count("aria-current") == 1


def test_a_page_without_a_place_in_the_tree_has_its_meta_all_the_same(home, rf):
    page = StandardPageFactory.build(title="Not placed yet", locale=home.locale)
    assert page_meta(page, rf.get("/"))["og_type"] == "article"


def test_the_sitemap_says_in_which_languages_each_page_can_be_read(client, home, about):
    urdu = Locale.objects.create(language_code="ur")
    home.copy_for_translation(urdu, alias=True)
    about.copy_for_translation(urdu).save_revision().publish()
    for language in ("en", "ur"):
        links = re.findall(
            r'<xhtml:link[^>]*hreflang="(\w+)" href="([^"]+)"', client.get(f"/sitemap-{language}.xml").content.decode()
        )
        assert links == [("en", "http://localhost/about/"), ("ur", "http://localhost/ur/about/")]


def test_the_sitemap_asks_the_same_number_of_questions_however_many_pages(client, home, django_assert_max_num_queries):
    for number in range(6):
        StandardPageFactory(parent=home, title=f"Page {number}")
    client.get("/sitemap-en.xml")
    with django_assert_max_num_queries(12):
        client.get("/sitemap-en.xml")
