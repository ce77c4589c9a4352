"""From an empty PostgreSQL to a school's careers page, through backup and restore, and the demo there and away.

Real processes under production settings, on databases of their own.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import environ
import psycopg
import pytest

from hub.core.archive import BackupError, Manifest, Snapshot
from hub.core.database_copies import TABLES, PostgresqlDatabase
from tests import databases
from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """A database and a folder, and the hub's processes on them."""

    def __init__(self, server: str, name: str, var: Path) -> None:
        self.url, self.name, self.var = f"{server.rpartition('/')[0]}/{name}", name, var
        var.mkdir()

    def run(self, *command: str) -> str:
        own = {
            "DJANGO_SETTINGS_MODULE": "tests.resilience.settings",
            "SECRET_KEY": "k" * 60,
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": "http://localhost:8000",
            "LOCAL_HTTP": "1",
            "DATABASE_URL": self.url,
            "SEARCH_ENGINE": "database",
            "VAR_DIR": str(self.var),
        }
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=kept | own, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def step(self, name: str, archive: Path) -> str:
        return self.run("-m", "tests.home.from_nothing", name, str(archive))

    def tables(self) -> dict[str, tuple[int, str]]:
        """Return rows and a hash of them by table."""
        with psycopg.connect(self.url) as connection:
            names = [name for (name,) in connection.execute(TABLES).fetchall()]
            found: dict[str, tuple[int, str]] = {}
            for name in names:
                query = f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{name}\" AS t"
                found[name] = connection.execute(query).fetchone()  # type: ignore[assignment,call-overload]
        return found


@pytest.fixture(scope="module")
def server(postgresql_url) -> Iterator[psycopg.Connection]:
    with psycopg.connect(f"{postgresql_url.rpartition('/')[0]}/postgres", autocommit=True) as server:
        yield server


@pytest.fixture
def machine(server, postgresql_url, tmp_path):
    """Make machines with an empty database each."""
    made: list[Machine] = []

    def make(name: str) -> Machine:
        one = Machine(postgresql_url, f"hub_{name}_{os.getpid()}", tmp_path / name)
        server.execute(f'DROP DATABASE IF EXISTS "{one.name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{one.name}"')
        made.append(one)
        return one

    yield make
    for one in made:
        server.execute(f'DROP DATABASE IF EXISTS "{one.name}" WITH (FORCE)')


def test_from_an_empty_database_to_a_restored_hub(machine, tmp_path):
    archive = tmp_path / "backups" / "hub.tar.gz"
    first, second = machine("first"), machine("second")
    # What `migrate` makes of an empty database, made once for all tests.
    databases.migrated_copy(first.url, first.name)
    (first.var / "media" / "documents").mkdir(parents=True)
    (first.var / "media" / "documents" / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    first.run("manage.py", "migrate", "-v0")
    said = first.step("build", archive)
    assert "createsuperuser" in said and "1 uploads" in said
    assert archive.stat().st_mode & 0o777 == 0o600 and list(archive.parent.iterdir()) == [archive]

    second.step("restore", archive)
    assert second.tables() == first.tables() and len(first.tables()) > 80
    assert (second.var / "media" / "documents" / "letter.pdf").read_bytes() == b"%PDF-1.7 a letter"

    second.step("demo", archive)
    # Once more, over what stands there now: that is put aside, and the next backup leaves it out.
    said = second.run("manage.py", "restore", str(archive))
    assert "What stood here before is in schema before_restore_" in said
    assert second.tables() == first.tables()
    again = tmp_path / "backups" / "again.tar.gz"
    rows = sum(rows for rows, _hash in first.tables().values())
    assert f"1 uploads, {rows} rows. Read back and verified." in second.run("manage.py", "backup", str(again))


def test_a_restore_that_fails_takes_itself_back(machine, tmp_path):
    """The dump is whole, but its tables do not hold what the manifest says."""
    one = machine("one")
    with psycopg.connect(one.url) as connection:
        connection.execute("CREATE TABLE page (title text); INSERT INTO page VALUES ('Careers')")
    snapshot = copies(one).take(tmp_path)
    (tmp_path / "db.dump").write_bytes(read(snapshot))
    with psycopg.connect(one.url) as connection:
        connection.execute("UPDATE page SET title = 'Later'")
    false = Manifest(files={}, rows={"page": 2}, hashes=snapshot.hashes)
    with pytest.raises(BackupError, match="do not hold what was backed up"):
        copies(one).put(tmp_path, false, stamp="20260101-000000")
    with psycopg.connect(one.url) as connection:
        assert connection.execute("SELECT title FROM page").fetchall() == [("Later",)]
        assert connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before%'").fetchall() == []
    assert copies(one).put(tmp_path, Manifest({}, snapshot.rows, snapshot.hashes), stamp="20260101-000000")
    with psycopg.connect(one.url) as connection:
        assert connection.execute("SELECT title FROM page").fetchall() == [("Careers",)]
        assert connection.execute("SELECT title FROM before_restore_20260101_000000.page").fetchall() == [("Later",)]


def test_a_server_that_is_away_is_a_sentence(tmp_path):
    away = PostgresqlDatabase({"HOST": "127.0.0.1", "PORT": free_port(), "USER": "hub", "PASSWORD": "", "NAME": "hub"})
    with pytest.raises(BackupError, match="The database cannot be read"):
        away.take(tmp_path)


def copies(one: Machine) -> PostgresqlDatabase:
    values = environ.Env.db_url_config(one.url)
    return PostgresqlDatabase(values)


def read(snapshot: Snapshot) -> bytes:
    snapshot.file.seek(0)
    return snapshot.file.read()
