"""Elasticsearch is killed while a teacher searches, and she notices nothing."""

import json
import shutil
import time
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.servers import ElasticsearchNode, folder, free_port
from tests.servers.elasticsearch import distribution
from tests.services import address

from .conftest import Hub, manage, served

PATIENCE = 60


@pytest.fixture(scope="module")
def node(tmp_path_factory) -> Iterator[ElasticsearchNode]:
    address("elasticsearch")
    # A node of its own, for others go on with the one of `make services`.
    var = tmp_path_factory.mktemp("servers")
    home = folder(var, "journey")
    node = ElasticsearchNode(home, server=distribution(var), http_port=free_port(), transport_port=free_port())
    node.start()
    try:
        yield node
    finally:
        node.kill()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def searched(hub, node) -> Iterator[Hub]:
    """The seeded hub, served once more with Elasticsearch as its search."""
    own = {"SEARCH_ENGINE": "elasticsearch", "ELASTICSEARCH_URL": node.url, "ELASTICSEARCH_PREFIX": "journey"}
    manage(hub.var, "search_rebuild", "--engine", "elasticsearch", **own)
    with served(hub.var, **own) as base:
        yield Hub(base=base, logins=hub.logins, var=hub.var)


def answering(hub: Hub) -> str:
    with urlopen(hub.url("/health/search")) as answer:
        return json.load(answer)["answering"]


def results(page: Page) -> tuple[str, list[str]]:
    """Return what the page says it found, and the titles in their order."""
    return page.locator("#found").inner_text(), page.locator(".hits h3").all_inner_texts()


def look_for(page: Page, words: str) -> None:
    page.get_by_label("Search words").fill(words)
    with page.expect_response(lambda answer: "/search/?" in answer.url):
        page.keyboard.press("Enter")


def test_elasticsearch_stops_in_mid_journey_and_nobody_notices(page, searched, node):
    assert answering(searched) == "elasticsearch"
    page.goto(searched.url("/search/?q=interview+skills"))
    before = results(page)
    assert len(before[1]) > 1
    node.kill()
    look_for(page, "apprenticeship")
    expect(page.locator(".hits h3").first).to_contain_text("apprentice", ignore_case=True)
    look_for(page, "interview skills")
    expect(page.locator(".hits h3").first).to_have_text(before[1][0])
    assert results(page) == before
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("p.note")).to_have_count(0)
    assert answering(searched) == "embedded"
    node.start()
    until = time.monotonic() + PATIENCE
    while answering(searched) != "elasticsearch":
        page.reload()
        assert results(page) == before
        assert time.monotonic() < until, "Elasticsearch answers again but is not asked."
