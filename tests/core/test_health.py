"""What probes are told: over http, by any name of the host, and what is degraded."""

import datetime
import re
import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from hub.core import views
from hub.core.models import LastRun

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/health/", "/health/live", "/health/ready", "/health/search", "/health/metrics"])
def test_a_probe_is_answered_over_http_and_by_any_name(client, settings, address):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["hub.borough.example"]
    response = client.get(address, headers={"host": "10.0.0.7:8000"})
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("max-age=0")
    assert client.get("/", headers={"host": "10.0.0.7:8000"}).status_code in (301, 400)


def test_an_address_that_is_none_is_not_found(client):
    assert client.get("/health/nothing").status_code == 404
    assert client.post("/health/live").status_code == 405


def test_living_asks_no_server(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("minutes", "failed", "said"),
    [
        (None, (), "never ran"),
        (5, (), None),
        (29, (), None),
        (31, (), "last ran 31 minutes ago"),
        (5, ("send_reminders", "clearsessions"), "failed: clearsessions, send_reminders"),
    ],
)
def test_it_says_when_the_schedule_does_not_run(client, minutes, failed, said):
    if minutes is not None:
        LastRun.objects.create(command="tick", at=timezone.now() - datetime.timedelta(minutes=minutes))
    for command in failed:
        LastRun.note(command, failed=True)
    found = client.get("/health/ready").json()
    assert found["degraded"].get("tick") == said
    assert found["status"] == ("degraded" if said else "ok")


def figures(client) -> dict[str, float]:
    """Return what `/health/metrics` says, as a monitor reads it."""
    answer = client.get("/health/metrics")
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.content.decode().splitlines()
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(names) == len(set(names))
    read = {}
    for line in lines:
        if not line.startswith("#"):
            assert re.fullmatch(r'hub_[a-z_]+(\{[a-z]+="[a-z_]+"\})? [0-9.]+', line), line
            name, _space, number = line.rpartition(" ")
            assert name.partition("{")[0] in names
            read[name] = float(number)
    return read


def test_a_monitor_reads_when_the_schedule_ran_and_what_failed_or_waits(client):
    LastRun.note("tick")
    LastRun.note("send_reminders", failed=True)
    found = figures(client)
    assert found['hub_last_run_timestamp_seconds{command="tick"}'] == int(timezone.now().timestamp())
    assert found['hub_last_run_failed{command="tick"}'] == 0
    assert found['hub_last_run_failed{command="send_reminders"}'] == 1
    assert found['hub_degraded{part="tick"}'] == 1 and found['hub_degraded{part="search"}'] == 0
    assert found["hub_search_pending_changes"] == found["hub_search_behind_seconds"] == 0
    assert found["hub_register_waiting_changes"] == found['hub_reminder_letters{state="waiting"}'] == 0


@pytest.mark.parametrize("address", ["/health/ready", "/health/metrics"])
def test_a_database_without_its_tables_is_said_to_answer(client, address, caplog):
    """As before the first `migrate`: restarting the server would mend nothing."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_lastrun RENAME TO core_elsewhere")
    answer = client.get(address)
    assert answer.status_code == 503
    assert "answers with an error" in answer.content.decode() and "core_lastrun" not in answer.content.decode()
    assert "no such table" in caplog.text or "does not exist" in caplog.text


def test_it_says_when_search_falls_back(client, settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["http://127.0.0.1:9"]}
    assert client.get("/health/ready").json()["degraded"]["search"] == "no index"


def of_sqlite(statement: str) -> sqlite3.Error:
    """Return what SQLite itself raises."""
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.OperationalError) as raised:
        connection.execute(statement)
    return raised.value


def locked() -> sqlite3.Error:
    name = "file:locked?mode=memory&cache=shared"
    with closing(sqlite3.connect(name, uri=True)) as one, closing(sqlite3.connect(name, uri=True)) as other:
        one.executescript("CREATE TABLE page (title); BEGIN IMMEDIATE; INSERT INTO page VALUES (1)")
        with pytest.raises(sqlite3.OperationalError, match="locked") as raised:
            other.execute("SELECT * FROM page")
    return raised.value


@pytest.mark.parametrize(
    ("kind", "cause", "status"),
    [
        (OperationalError, lambda: psycopg.OperationalError("connection refused"), 503),
        (OperationalError, psycopg.errors.ConnectionFailure, 503),
        (OperationalError, psycopg.errors.AdminShutdown, 503),
        (OperationalError, psycopg.errors.CannotConnectNow, 503),
        (OperationalError, psycopg.errors.TooManyConnections, 503),
        (OperationalError, psycopg.errors.DiskFull, 503),
        (InterfaceError, lambda: None, 503),  # Django's own, of a connection that is closed already
        (OperationalError, locked, 503),
        (OperationalError, lambda: of_sqlite("ATTACH '/nowhere/db.sqlite3' AS x"), 503),
        (OperationalError, psycopg.errors.DeadlockDetected, 500),
        (OperationalError, psycopg.errors.SerializationFailure, 500),
        (OperationalError, psycopg.errors.QueryCanceled, 500),
        (OperationalError, psycopg.errors.LockNotAvailable, 500),
        (OperationalError, lambda: of_sqlite("SELECT * FROM nothing"), 500),
        (OperationalError, lambda: of_sqlite("SELEC"), 500),
        (OperationalError, lambda: of_sqlite("SELECT " + ",".join("1" * 3000)), 500),
        (ValueError, lambda: None, 500),
    ],
)
def test_an_outage_of_the_database_is_no_fault_of_the_page(rf, kind, cause, status):
    try:
        raise kind("said by Django") from cause()
    except kind:
        response = views.server_error(rf.get("/"))
    assert response.status_code == status
    assert response.has_header("Retry-After") is (status == 503)
    assert "Traceback" not in response.content.decode()
