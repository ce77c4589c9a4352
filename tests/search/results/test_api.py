"""The search as data: what the page finds, described truly, open to every site."""

import datetime
import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.urls import get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from search.facets import FACETS
from search.models import Entry
from search.results import openapi
from tests.factories.resources import LessonResourcePageFactory
from tests.search.results.conftest import PUBLISHED
from tests.sizes import examples

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def breaches(value: object, schema: dict[str, Any], at: str = "") -> list[str]:
    """Return where a value breaks a schema; knows what our document uses of JSON Schema."""
    if "anyOf" in schema:
        return [] if any(not breaches(value, each) for each in schema["anyOf"]) else [f"{at}: fits none"]
    allowed = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(isinstance(value, TYPES[name]) for name in allowed):
        return [f"{at}: {value!r} is no {allowed}"]
    found = [f"{at}: {value!r} is not listed"] if value not in schema.get("enum", [value]) else []
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        rest = schema.get("additionalProperties")
        for name, inner in value.items():
            if name not in known and not rest:
                found.append(f"{at}.{name} is not described")
            else:
                found += breaches(inner, known.get(name, rest), f"{at}.{name}")
    if isinstance(value, list):
        found += [each for n, inner in enumerate(value) for each in breaches(inner, schema["items"], f"{at}[{n}]")]
    return found


@pytest.fixture
def ask_api(client):
    def fetch(query="", **extra):
        response = client.get(reverse("api_search") + query, **extra)
        assert response.status_code == 200
        return response.json()

    return fetch


def test_a_result_holds_what_the_page_shows(ask_api, resource):
    (found,) = ask_api("?q=interview&year=9")["results"]
    assert urlsplit(found["url"]).path == resource.get_url()
    assert found["title"] == "Mock interview"
    assert (found["years"], found["stages"], found["minutes"]) == ([8, 9], ["ks3"], 20)
    assert found["subjects"] == [{"value": "english", "label": "English"}]
    assert datetime.datetime.fromisoformat(found["first_published"]) == PUBLISHED


@pytest.mark.parametrize("query", ["", "?q=interview&year=9&minutes=20", "?q=beekeeping", "?page=7&year=99&sort=odd"])
def test_every_answer_is_as_the_document_describes_it(query, ask_api, resource, client):
    described = client.get(reverse("api_description")).json()
    schema = described["components"]["schemas"]["Answer"]
    assert breaches(ask_api(query), schema) == []
    assert breaches({**ask_api(query), "total": "many"}, schema) == [".total: 'many' is no ['integer']"]


def test_the_document_is_valid_and_names_every_facet(client, db):
    described = client.get(reverse("api_description")).json()
    assert described["openapi"].startswith("3.1.")
    (operation,) = described["paths"]["/api/v1/search/"].values()
    assert {facet.key for facet in FACETS} <= {each["name"] for each in operation["parameters"]}
    used = {answer["content"]["application/json"]["schema"]["$ref"] for answer in operation["responses"].values()}
    assert used == {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert described["servers"] == [{"url": "http://testserver"}]


# What is for people, or belongs to the admin.
PAGES = {
    "api",
    "favicon",
    "change_password",
    "duties_data",
    "school_search",
    "approved_policy",
    "report_problem",
    "search",
}
PAGES |= {"search_opened", "read_back", "personal_data"}
# Of each school's own host, as every host has them.
PAGES |= {"school_robots", "school_sitemap"}
# Files that a teacher downloads from a page, and the page of a list.
PAGES |= {"lesson_plan_docx", "sheet_docx", "sheet_answers_docx", "slides_pptx", "unit_zip"}
PAGES |= {"my_list", "my_list_xlsx", "my_list_docx", "my_list_zip", "my_list_ics"}
# An uploaded file, and a page's dates as a calendar: each page leads to its own.
PAGES |= {"media", "page_calendar"}
# Files of the pages of figures, which each page leads to.
PAGES |= {"london_figures", "part_figures", "compared_figures"}
PAGES |= {"record", "record_cv", "record_files", "record_summary", "record_statements", "record_door", "record_paper"}
PAGES |= {"record_for_parents", "record_for_teachers", "record_format", "record_schema", "record_service_worker"}
# What employers, providers and who answers a survey open: pages for people, and files behind a mailed link.
FOR_PEOPLE = ("opportunities_", "survey")


def test_the_document_names_every_public_address_that_is_for_machines(client, db):
    described = client.get(reverse("api_description")).json()["paths"]
    names = {
        pattern.name or ""
        for each in get_resolver().url_patterns
        for pattern in getattr(each, "url_patterns", [each])
        for pattern in getattr(pattern, "url_patterns", [pattern])
        if not str(each.pattern).startswith(("admin/", "documents/"))
    }
    known = {operation["operationId"] for path in described.values() for operation in path.values()}
    known = {"api_search" if name == "search" else name for name in known}
    assert {name for name in names - PAGES if name and not name.startswith(("wagtail", *FOR_PEOPLE))} <= known
    assert all(
        f"{{{one['name']}}}" in path
        for path, each in described.items()
        for one in each["get"].get("parameters", ())
        if one["in"] == "path"
    )


def test_every_described_address_without_a_name_in_it_answers_with_its_type(client, home):
    for path, operations in client.get(reverse("api_description")).json()["paths"].items():
        if "{" not in path:
            response = client.get(path)
            assert response.status_code == 200, path
            (content,) = operations["get"]["responses"]["200"]["content"]
            assert response["Content-Type"].startswith(content), path


def test_counts_and_choices_of_facets_are_those_of_the_page(ask_api, resource):
    facets = {facet["key"]: facet for facet in ask_api("?year=9")["facets"]}
    years = {each["value"]: each for each in facets["year"]["values"]}
    assert (years["9"]["count"], years["9"]["chosen"]) == (1, True)
    assert (years["7"]["count"], years["7"]["chosen"]) == (0, False)


def test_pages_of_results_link_to_each_other(ask_api, library, client):
    for number in range(23):
        LessonResourcePageFactory(parent=library, title=f"Interview {number}")
    first = ask_api("?q=interview")
    assert (first["total"], first["page"], first["pages"], len(first["results"])) == (23, 1, 2, 20)
    assert first["links"]["previous"] is None
    second = client.get(first["links"]["next"]).json()
    assert (second["page"], len(second["results"]), second["links"]["next"]) == (2, 3, None)
    assert second["links"]["first"] == first["links"]["self"]
    assert client.get(first["links"]["page"]).status_code == client.get(first["links"]["feed"]).status_code == 200


def test_any_site_may_ask_and_only_ask(client, resource):
    address = reverse("api_search")
    answered = client.get(address, headers={"Origin": "https://elsewhere.example"})
    assert answered["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answered
    assert answered["Cache-Control"] == "public, max-age=60"
    assert not answered.cookies
    preflight = client.options(address)
    assert (preflight.status_code, preflight["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert client.post(address).status_code == 405


def test_the_same_limit_holds_and_is_told_as_data(client, resource, settings, one_minute):
    settings.SEARCHES_PER_MINUTE = 1
    client.get(reverse("api_search"))
    refused = client.get(reverse("api_search"))
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60
    assert breaches(refused.json(), openapi.ERROR) == []
    assert refused["Access-Control-Allow-Origin"] == "*"


def test_a_search_that_does_not_answer_says_so(client, resource, no_engine):
    answered = client.get(reverse("api_search") + "?q=job")
    assert answered.status_code == 503
    assert breaches(answered.json(), openapi.ERROR) == []
    assert client.get(reverse("search_feed") + "?q=job").status_code == 503


def test_another_language_has_its_own_labels_and_an_unknown_one_is_named(ask_api, resource):
    resource.copy_for_translation(Locale.objects.get_or_create(language_code="bn")[0], copy_parents=True)
    assert ask_api("?locale=bn")["asked"]["locale"] == "en", "nothing is written in it yet"
    assert "That language is not known here" in " ".join(ask_api("?locale=tlh")["notices"])


def test_what_is_not_public_is_in_no_answer(ask_api, client, resource):
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=resource, restriction_type=PageViewRestriction.LOGIN)]
    )
    assert Entry.objects.current().exists(), "its entry is late"
    assert ask_api("?q=interview")["results"] == []
    assert "Mock" not in client.get(reverse("search_feed")).content.decode()


def test_the_page_for_people_shows_every_parameter(client, db):
    text = client.get(reverse("api")).content.decode()
    for each in openapi.parameters():
        assert f"<code>{each['name']}</code>" in text


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "sort", "page", "locale", *(facet.key for facet in FACETS)]),
        st.text(max_size=40) | st.sampled_from(["9", "20", '"a" OR (b*', "\x00", "\ud800"]),
    )
)
def test_no_address_breaks_the_data_or_the_feed(query, client, resource):
    query = {key: value.encode("utf-8", "replace").decode() for key, value in query.items()}
    cache.clear()
    answered = client.get(reverse("api_search"), query)
    assert answered.status_code == 200
    assert breaches(answered.json(), openapi.ANSWER) == []
    feed = client.get(reverse("search_feed"), query)
    assert feed.status_code == 200
    ET.fromstring(feed.content)


def test_the_languages_are_those_of_the_settings(settings):
    settings.LANGUAGES = [("en", "English"), ("so", "Somali"), ("ta", "Tamil")]
    (described,) = (each for each in openapi.parameters() if each["name"] == "locale")
    assert described["description"].endswith("en, so or ta.")
    assert described["schema"]["enum"] == ["en", "so", "ta"]


def test_the_page_leads_to_its_feed_and_data(client, resource):
    text = " ".join(client.get("/search/?q=interview&year=9&sort=shortest").content.decode().split())
    assert 'type="application/atom+xml" title="interview, Year 9" href="/search/feed/?q=interview&amp;year=9"' in text
    assert 'href="/api/v1/search/?q=interview&amp;year=9"' in text
