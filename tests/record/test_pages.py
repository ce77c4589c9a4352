"""The record's addresses: every one answers, nothing typed can leave a page, and each page has the words it says."""

import json
import re

import pytest
from django.urls import reverse
from django.utils.translation import ngettext, override

from curriculum.models import ActivityKind
from hub.record.words import Word, rendered

from .test_static_files import MODULES

pytestmark = pytest.mark.django_db

PRIVATE = ["record", "record_cv", "record_files", "record_summary", "record_statements"]
ABOUT = ["record_door", "record_for_teachers", "record_for_parents", "record_format", "record_schema"]


def policy(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


def block(response, name: str):
    """Return what a `json_script` of the page holds."""
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', response.content.decode(), re.S)
    assert found, name
    return json.loads(found[1])


@pytest.mark.parametrize("language", ["en", "bn", "ur"])
@pytest.mark.parametrize("name", PRIVATE + ABOUT)
def test_an_address_answers_get_alone_and_sets_no_cookie(client, name, language):
    with override(language):
        address = reverse(name)
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")
    assert client.post(address, {"what": "typed"}).status_code == 405


@pytest.mark.parametrize("name", PRIVATE)
def test_nothing_can_leave_a_page_of_the_record(client, name):
    answer = client.get(reverse(name))
    said = policy(answer)
    assert said["connect-src"] == said["form-action"] == said["frame-ancestors"] == said["default-src"] == "'none'"
    assert said["script-src"] == said["worker-src"] == said["style-src"] == "'self'"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("name", PRIVATE)
def test_a_page_of_the_record_has_no_search_box_and_none_of_the_other_scripts(client, name):
    html = client.get(reverse(name)).content.decode()
    assert 'role="search"' not in html and "htmx" not in html and "my_list.js" not in html
    assert not re.findall(r"<form(?![^>]*method=\"dialog\")[^>]*>", html)
    assert "JavaScript is off here" in html


def test_a_page_knows_the_kinds_and_skills_in_the_readers_language(client):
    ActivityKind.objects.create(slug="fair", label="Careers fair", labels={"ur": "میلہ"}, typical_minutes=180)
    kinds = block(client.get("/record/"), "record-vocabulary")["kinds"]
    assert kinds == [
        {
            "slug": "fair",
            "label": "Careers fair",
            "counts": True,
            "employer": False,
            "workplace": False,
            "minutes": 180,
            "retired": False,
        }
    ]
    assert block(client.get("/ur/record/"), "record-vocabulary")["kinds"][0]["label"] == "میلہ"
    assert len(block(client.get("/record/"), "record-vocabulary")["skills"]) == 10


def test_words_with_a_number_go_to_the_page_in_each_form_that_they_have():
    words: dict[str, Word] = {"a": "plain", "list": ["x"], "n": lambda n: ngettext("%(n)s part", "%(n)s parts", n)}
    assert rendered(words) == {"a": "plain", "list": ["x"], "n": {"1": "%(n)s part", "other": "%(n)s parts"}}


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_worker_may_fetch_the_records_own_files_alone(client, language):
    with override(language):
        record, address = reverse("record"), reverse("record_service_worker")
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/javascript")
    said = policy(answer)
    assert said["default-src"] == "'none'"
    shared = [f"testserver/static/hub/{name}" for name in ("css/site.css", "js/hub.js", "img/favicon.svg")]
    assert said["connect-src"].split() == [f"testserver{record}", "testserver/static/record/", *shared]
    held = json.loads(answer.content.decode().partition("const HELD = ")[2].partition(";\n")[0])
    assert len(held["pages"]) == len(PRIVATE) and all(page.startswith(record) for page in held["pages"])
    assert {f"/static/record/{path.name}" for path in MODULES} <= set(held["files"])
    assert "no-cache" in answer["Cache-Control"]


def test_the_worker_has_another_version_once_a_kind_has_another_name(client):
    kind = ActivityKind.objects.create(slug="fair", label="Careers fair")
    before = client.get("/record/service-worker.js").content
    assert client.get("/record/service-worker.js").content == before
    ActivityKind.objects.filter(pk=kind.pk).update(label="Jobs fair")
    assert client.get("/record/service-worker.js").content != before
