"""Fixtures every test may use. Rows are built by the factories; nothing here reads files outside the project."""

import contextlib
import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import settings as hypothesis
from modelsearch import index
from modelsearch import signal_handlers as modelsearch
from wagtail import signal_handlers as wagtail

from hub.core.kept import near, writes
from hub.core.models import PublicMark
from hub.home.models import HomePage
from hub.schools.hosts import table as school_hosts
from search.steering import lookups
from tests import databases, services, sizes

# How long an example takes says how busy the machine is, and nothing of the code.
hypothesis.register_profile("hub", deadline=None, max_examples=sizes.examples(100))
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


@pytest.fixture
def one_minute():
    """The clock stands: what is counted by the minute or by ten does not begin anew in the middle of a test."""
    with time_machine.travel(datetime.datetime.now(datetime.UTC), tick=False):
        yield


# Files that take a processor half a minute and more. One that begins last would run alone, beside an idle processor.
LONGEST = (
    "tests/home/test_from_nothing.py",
    "tests/isolation/test_matrix.py",
    "tests/resilience/test_outages.py",
    "tests/home/test_load_demo.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest, and leave out what only the whole suite runs (`make test-all`)."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    if sizes.WHOLE:
        return
    left_out = [item for item in items if item.get_closest_marker("whole")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("whole")]


@pytest.fixture(scope="session")
def django_db_setup(pinned_clock, django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """The test database of this process, begun as a copy of a migrated one, with a front page (`tests.databases`)."""
    with django_db_blocker.unblock(), databases.prepare():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set(), keepdb=True)
        databases.make_front_page()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker) -> Iterator[Callable[..., Any]]:
    """Return a function that runs another: what it writes stays for the tests of this module and goes with the last.

    The module's tests run inside one transaction, each in a savepoint of it that is rolled back as ever. What the
    function returned is not rolled back: a fixture gives each test a copy (`copy.deepcopy`).
    """
    close = connection.close
    with contextlib.ExitStack() as over:
        with django_db_blocker.unblock():
            over.enter_context(transaction.atomic())
        # Django closes the connection after each test, which would end the transaction.
        connection.close = lambda: None  # type: ignore[method-assign]

        def build(function: Callable[..., Any], *args: object, **values: object) -> Any:
            with django_db_blocker.unblock():
                return function(*args, **values)

        yield build
        connection.close = close  # type: ignore[method-assign]
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            over.close()


@pytest.fixture(scope="module")
def framework(once) -> None:
    """The vocabularies as the hub ships them, loaded once for all tests of a module."""
    once(call_command, "load_framework", verbosity=0)


def _keep_wagtails_indexes(kept: bool) -> None:
    """Say whether every row that is saved goes to the search of the admin and to Wagtail's "where is it used"."""
    change = "connect" if kept else "disconnect"
    for model in index.get_indexed_models():
        getattr(post_save, change)(modelsearch.post_save_signal_handler, sender=model)
        getattr(post_delete, change)(modelsearch.post_delete_signal_handler, sender=model)
    # Its receivers are connected again by every `migrate`.
    wagtail.reference_index_auto_update_disabled.value = not kept


@pytest.fixture(autouse=True, scope="session")
def without_wagtails_indexes():
    """Write neither: they take a quarter of what a test of the database takes."""
    _keep_wagtails_indexes(False)


@contextlib.contextmanager
def keeping_wagtails_indexes() -> Iterator[None]:
    """Keep both up to date, as the hub does."""
    _keep_wagtails_indexes(True)
    yield
    _keep_wagtails_indexes(False)


@pytest.fixture
def wagtails_indexes() -> Iterator[None]:
    """Keep both up to date for a test that reads one of them."""
    with keeping_wagtails_indexes():
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
    runs then, as queries that it did not make. Requests counted against an address would add up to a refusal. No school
    has a hostname of its own until a test gives it one.
    """
    cache.clear()
    near.clear()
    lookups.tally.take()
    school_hosts.hold(school_hosts.Table())


@pytest.fixture
def keeping(db, settings) -> Iterator[None]:
    """Keep pages as the hub does when it runs, with nothing kept yet."""
    settings.KEEP_PAGES = True
    caches["pages"].clear()
    writes.install(connection)
    writes._prepared.clear()
    PublicMark.move(connection)
    yield
    caches["pages"].clear()


@pytest.fixture
def today() -> datetime.date:
    return TODAY


@pytest.fixture
def home(db) -> HomePage:
    """The front page as root of the one site. It stands in every test's database; this is one's own instance of it."""
    return HomePage.objects.get()


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a real Elasticsearch (`tests.services`)."""
    return services.address("elasticsearch")


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    """The address of a real PostgreSQL (`tests.services`)."""
    return services.address("postgresql")


@pytest.fixture
def database_file(tmp_path) -> Path:
    """Return a migrated SQLite database for other processes."""
    return Path(shutil.copyfile(databases.migrated_file(), tmp_path / "migrated.sqlite3"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what the matrix of addresses by roles took; its cells are no tests that pytest would count."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    walked = [value for each in reports for name, value in each.user_properties if name == "matrix"]
    if walked:
        cells, seconds = sum(each[1] for each in walked), sum(each[2] for each in walked)
        terminalreporter.line(f"matrix: {cells} cells, {len(walked)} roles, {seconds} s of processor")
        for who, own, took in sorted(walked):
            terminalreporter.line(f"  {who}: {own} cells, {took} s")


def pytest_sessionfinish() -> None:
    """What searches were counted in tests is nobody's to write when the process ends: its database is gone by then."""
    lookups.tally.take()
