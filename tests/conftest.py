"""Fixtures every test may use. Rows are built by the factories; nothing here reads files outside the project."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings as hypothesis
from wagtail.models import Page, Site

from search.steering import lookups
from tests import services
from tests.factories.home import HomePageFactory

# How long an example takes says how busy the machine is, and nothing of the code.
hypothesis.register_profile("hub", deadline=None)
hypothesis.load_profile("hub")

# The day every test pins unless it says otherwise: a Monday in the autumn term of 2026/27.
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True, scope="session")
def pinned_clock():
    """Every test runs on that day, and the clock goes on from ten in the morning.

    The law has dates: what a school owes in November is not what it owes in August, nor are the reminders of the day.
    """
    with time_machine.travel(datetime.datetime.combine(TODAY, datetime.time(10), tzinfo=datetime.UTC)):
        yield


@pytest.fixture(autouse=True)
def english():
    """A request for a page in another language leaves that language on; the next test starts in English again."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What a process keeps from one request for the next belongs to one test.

    Searches counted by an earlier test would be written once their minute is over: in the middle of whichever test
    runs then, as queries that it did not make. Requests counted against an address would add up to a refusal.
    """
    cache.clear()
    lookups.tally.take()


@pytest.fixture
def today() -> datetime.date:
    return TODAY


@pytest.fixture
def home(db):
    """The front page as root of the one site."""
    Page.get_first_root_node().get_children().delete()  # the "Welcome to Wagtail" page
    root = Page.get_first_root_node()
    page = HomePageFactory(parent=root)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": page, "site_name": "Hub"}
    )
    return page


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a real Elasticsearch (`tests.services`)."""
    return services.address("elasticsearch")


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    """The address of a real PostgreSQL (`tests.services`)."""
    return services.address("postgresql")


def pytest_sessionfinish() -> None:
    """What searches were counted in tests is nobody's to write when the process ends: its database is gone by then."""
    lookups.tally.take()
