import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from hub.core import jobs
from hub.core.jobs import ServerAway
from hub.core.management.commands import tick
from hub.core.models import LastRun
from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[2]


def test_one_failing_job_keeps_no_other_from_running(db, monkeypatch):
    monkeypatch.setattr(jobs, "JOBS", [("no_such_command", {}), ("clearsessions", {})])
    with pytest.raises(CommandError, match="no_such_command"):
        call_command("tick")
    assert not LastRun.objects.get(command="clearsessions").failed


def test_the_jobs_of_tick_run_on_an_empty_hub(db):
    call_command("tick")
    assert set(LastRun.objects.values_list("command", "failed")) >= {("tick", False), ("send_reminders", False)}


def test_a_job_that_failed_is_known_until_it_runs_again(db, monkeypatch):
    monkeypatch.setattr(jobs, "JOBS", [("no_such_command", {})])
    with pytest.raises(CommandError):
        call_command("tick")
    assert LastRun.objects.get(command="no_such_command").failed and LastRun.objects.get(command="tick").failed
    monkeypatch.setattr(jobs, "JOBS", [])
    call_command("tick")
    assert LastRun.objects.filter(command="make_pages", failed=False).exists()
    assert not LastRun.objects.get(command="tick").failed


def test_what_is_done_once_a_day_waits_once_after_a_long_job(db, monkeypatch):
    clock, done, left = [0], list[str](), dict[str, object]()
    monkeypatch.setattr(jobs.time, "process_time", lambda: clock[0])
    monkeypatch.setattr(jobs, "JOBS", [("record", {}), ("links", {}), ("remind", {"daily": True}), ("sync", {})])

    def run(**seconds: int) -> list[str]:
        done.clear()
        for name, options in jobs.in_turn(tick.put_off):
            done.append(name)
            left.update(options)
            clock[0] += seconds.get(name, 0)
            LastRun.note(name)
        return done

    assert run(record=45) == ["record", "links", "sync"]
    assert run(remind=40) == ["record", "links", "remind", "sync"]
    assert run(record=45) == ["record", "links", "sync"]
    assert run(record=45) == ["record", "links", "remind", "sync"]
    # Pages are made in what the others leave of a run.
    assert run(record=20, sync=10) == ["record", "links", "remind", "sync"]
    assert run(record=20, sync=3) == ["record", "links", "remind", "sync", "make_pages"] and left["seconds"] == 7


@pytest.fixture
def no_search_server(settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": [f"http://127.0.0.1:{free_port()}"]}


def test_search_sync_says_in_one_line_that_the_server_is_away(db, no_search_server):
    with pytest.raises(ServerAway, match="is sent again") as away:
        call_command("search_sync")
    assert away.value.returncode == 75 and "\n" not in str(away.value)


def test_tick_says_once_that_the_search_server_is_away_and_once_more_after_it_was_back(
    db, no_search_server, settings, caplog
):
    def lines() -> list[str]:
        found = [record.getMessage() for record in caplog.records if record.name == tick.__name__]
        caplog.clear()
        return found

    call_command("tick")
    (line,) = lines()
    assert line.startswith("tick: search_sync waits") and "Traceback" not in caplog.text
    call_command("tick")
    assert lines() == []
    settings.SEARCH_ENGINE = "database"
    call_command("tick")
    settings.SEARCH_ENGINE = "elasticsearch"
    call_command("tick")
    assert len(lines()) == 1


@pytest.mark.parametrize(
    ("command", "said"), [("tick", "The database does not answer"), ("search_sync", "is sent again")]
)
def test_servers_that_are_away_are_one_line_and_exit_code_75(command, said):
    address = f"postgres://hub@127.0.0.1:{free_port()}/hub"
    own = {"DJANGO_SETTINGS_MODULE": "hub.settings.test", "TEST_DATABASE": address, "SEARCH_ENGINE": "elasticsearch"}
    done = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        env={**os.environ, **own, "ELASTICSEARCH_URL": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 75, done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert said in line


def test_a_taken_port_gets_a_sentence_that_says_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"make run PORT={port + 1}"):
            call_command("welcome", port=port)


@pytest.mark.parametrize("port", ["80000", "0", "-1"])
def test_a_port_that_there_is_not_gets_a_sentence_and_no_traceback(port):
    done = subprocess.run(
        [sys.executable, "manage.py", "welcome", f"--port={port}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"There is no port {port}: choose one from 1 to 65535" in done.stderr
    assert "Traceback" not in done.stderr


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
