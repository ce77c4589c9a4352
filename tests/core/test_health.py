"""What probes are told: over http, by any name of the host, and what is degraded."""

import datetime

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from hub.core import views
from hub.core.models import LastRun

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/health/", "/health/live", "/health/ready", "/health/search"])
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


def test_it_says_when_search_falls_back(client, settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["http://127.0.0.1:9"]}
    assert client.get("/health/ready").json()["degraded"]["search"] == "no index"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("the connection is closed"), 503),
        (InterfaceError("connection already closed"), 503),
        (OperationalError("database is locked"), 503),
        (OperationalError("no such table: nothing"), 500),
        (ValueError("ours"), 500),
    ],
)
def test_an_outage_of_the_database_is_no_fault_of_the_page(rf, error, status):
    try:
        raise error
    except type(error):
        response = views.server_error(rf.get("/"))
    assert response.status_code == status
    assert response.has_header("Retry-After") is (status == 503)
    assert "Traceback" not in response.content.decode()
