import socket

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from hub.core.management.commands import tick


def test_one_failing_job_keeps_no_other_from_running(db, monkeypatch, capsys):
    monkeypatch.setattr(tick, "JOBS", [("no_such_command", {}), ("clearsessions", {}), ("check", {})])
    with pytest.raises(CommandError, match="no_such_command"):
        call_command("tick")
    assert "no issues" in capsys.readouterr().out


def test_the_jobs_of_tick_run_on_an_empty_hub(db):
    call_command("tick")


def test_a_taken_port_gets_a_sentence_that_says_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"make run PORT={port + 1}"):
            call_command("welcome", port=port)


def test_the_site_follows_the_port_unless_it_has_an_address_of_its_own(home, unused_port):
    call_command("welcome", port=unused_port)
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("127.0.0.1", unused_port)

    site.hostname, site.port = "hub.example.org", 443
    site.save()
    call_command("welcome", port=unused_port)
    assert Site.objects.get(is_default_site=True).hostname == "hub.example.org"


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
