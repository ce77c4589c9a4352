"""The drills that the suite holds, on servers of their own: one node killed, and a rebuild while people publish."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import services
from tests.servers import folder, process

ROOT = Path(__file__).resolve().parents[2]
Drill = Callable[..., "subprocess.Popen[str]"]
pytestmark = pytest.mark.whole


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[Path]:
    """Yield the folder in which the drills of this test make theirs; nothing may be left in it, and nothing run."""
    services.address("elasticsearch")
    place = folder(tmp_path, "drills").parent
    yield place
    assert not list(place.glob("drill-*"))
    process.end_all(place)


@pytest.fixture
def drill(homes: Path, tmp_path: Path, database_file: Path) -> Iterator[Drill]:
    """Start drills in a process of their own, each with a copy of a migrated database."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "manage.py", "drill_search", *arguments, "--migrated", str(database_file)]
        own = os.environ | {"VAR_DIR": str(tmp_path)}
        both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        running.append(subprocess.Popen(command, cwd=ROOT, env=own, text=True, **both))  # type: ignore[call-overload]
        return running[-1]

    yield start
    for child in running:
        child.terminate()
        child.wait()


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found, text
    return int(found[1])


def test_nothing_is_lost_when_elasticsearch_is_killed_nor_while_an_index_is_rebuilt(drill: Drill) -> None:
    child = drill("kill", "edits", "--publishes", "20", "--edits", "10", "--entries", "100")
    said = child.communicate()[0]
    assert child.returncode == 0, said
    assert "FAILED" not in said
    killed, rebuilt = said.split("\nedits: ")
    assert "20 publishes, killed after 6, started again after 14: median" in killed
    assert number(r"when it answered again (\d+) changes waited", killed) > 0
    assert number(r"answered (\d+) by elasticsearch, \d+ by embedded", killed) > 0
    assert number(r"(\d+) edits were made while it ran", rebuilt) > 0
    for part in (killed, rebuilt):
        assert "none failed" in part
        assert part.count("all as they should be") == 6


def test_a_drill_that_is_ended_leaves_no_server_behind(drill: Drill, homes: Path) -> None:
    child = drill("kill")
    for _ in process.attempts(60):
        if any(homes.glob("drill-*/node0/config/elasticsearch.yml")):
            break
    child.send_signal(signal.SIGINT)
    assert "nothing is left behind" in child.communicate()[0]
    assert child.returncode == 130
