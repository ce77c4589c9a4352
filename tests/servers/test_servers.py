"""The real servers, as tests and drills start them. Elasticsearch's own starts are in the drills: they take a while."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.servers import PostgresqlServer, ServerFailed, folder, free_port, process
from tests.servers.postgresql import programs
from tests.services import without

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def postgresql_home(tmp_path: Path) -> Iterator[Path]:
    try:
        programs()
    except ServerFailed as error:
        without(str(error))
    home = folder(tmp_path, "postgresql")
    yield home
    shutil.rmtree(home.parent)


@pytest.fixture
def server(postgresql_home: Path) -> Iterator[PostgresqlServer]:
    server = PostgresqlServer(postgresql_home, port=free_port())
    server.start()
    yield server
    server.stop()


def test_a_killed_postgresql_comes_back_with_what_was_committed(server: PostgresqlServer) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (1)")
    before = server.pid
    server.kill()
    assert server.pid is None
    server.start()
    assert server.pid not in (None, before)
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(1,)]


def test_a_server_is_not_roots(server: PostgresqlServer) -> None:
    assert Path(f"/proc/{server.pid}").stat().st_uid != 0


def test_a_pid_that_is_somebody_elses_by_now_is_nobody(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    pid_file.write_text(f"{os.getpid()}\n")
    assert process.alive(pid_file, tmp_path / "home") is None
    own = Path("/proc/self/cmdline").read_bytes().split(b"\0")[0].decode()
    assert process.alive(pid_file, Path(own)) == os.getpid()


def test_whatever_runs_for_a_home_can_be_ended_even_before_it_has_told_its_number(tmp_path: Path) -> None:
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", tmp_path / "home" / "config"])
    process.end_all(tmp_path / "other")
    assert sleeper.poll() is None
    process.end_all(tmp_path / "home")
    assert sleeper.wait() == -9


def test_a_port_is_below_those_of_outgoing_connections() -> None:
    low = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert 1024 < free_port() < low


def services(var: Path, *arguments: str) -> str:
    command = [sys.executable, ".ci/services", *arguments]
    environment = os.environ | {"VAR_DIR": str(var)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == (arguments[0] == "status"), done.stderr
    return done.stdout


@pytest.mark.whole
def test_starting_twice_is_one_server_and_stopping_leaves_none(tmp_path: Path, postgresql_home: Path) -> None:
    started = services(tmp_path, "start", "postgresql")
    try:
        assert services(tmp_path, "start", "postgresql") == started
        assert (tmp_path / "services" / "env").read_text() == services(tmp_path, "env")
        PostgresqlServer(postgresql_home, port=0).kill()
        assert "not running" in services(tmp_path, "status")
        assert services(tmp_path, "start", "postgresql") != started
    finally:
        services(tmp_path, "stop")
    assert services(tmp_path, "env") == ""
