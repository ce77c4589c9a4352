"""The tests' own databases: migrated once for each state of the migrations, and copied from then on.

Migrating from nothing takes half a minute of a processor, for each process of each part of the suite. A copy is named
by what all migrations say, so that a changed one is never met by an old copy; and `migrate` runs on every copy, as on
a new database: what the copy lacks is added, and nothing is hidden.
"""

import contextlib
import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql
from wagtail.models import Page, Site

from tests.factories.home import HomePageFactory

ROOT = Path(__file__).resolve().parents[1]


def state_of_migrations() -> str:
    """Return a name for what the migrations of every app say."""
    said = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            said.update(f"{app.label}/{file.name}".encode())
            said.update(file.read_bytes())
    return said.hexdigest()[:16]


def migrated_file() -> Path:
    """Return an SQLite database with every migration and nothing else: to be copied, never written to."""
    place = Path(settings.VAR_DIR) / "tests"
    file = place / f"migrated-{state_of_migrations()}.sqlite3"
    with _alone():
        if not file.exists():
            for old in place.glob("migrated-*"):
                old.unlink()
            new = place / "migrated-new"
            _migrate(str(new))
            new.rename(file)
    return file


def prepare() -> contextlib.AbstractContextManager[None]:
    """Put the tables where Django makes this process's test database; until the block ends it has to have made it."""
    return _in_memory() if connection.vendor == "sqlite" else _on_postgresql()


@contextlib.contextmanager
def _in_memory() -> Iterator[None]:
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    with (
        contextlib.closing(sqlite3.connect(migrated_file())) as source,
        contextlib.closing(sqlite3.connect(name, uri=name.startswith("file:"))) as copy,
    ):
        source.backup(copy)
        # A database in memory lives as long as somebody has it open.
        yield


@contextlib.contextmanager
def _on_postgresql() -> Iterator[None]:
    migrated_copy(os.environ["TEST_DATABASE"], connection.creation._get_test_db_name())  # type: ignore[attr-defined]
    yield


def migrated_copy(address: str, own: str) -> str:
    """Make a migrated database with that name beside the one at an address, and return its address."""
    beside = address.rpartition("/")[0]
    template = f"hub_migrated_{state_of_migrations()}"
    with psycopg.connect(f"{beside}/postgres", autocommit=True) as server:
        # Until this connection ends: nobody may be on a template while it is copied. One that broke off half-way is
        # the next migrate's to finish.
        server.execute("SELECT pg_advisory_lock(8261)")
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template)))
        _migrate(f"{beside}/{template}")
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(own)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(own), sql.Identifier(template)))
    return f"{beside}/{own}"


def make_front_page() -> None:
    """Put a front page where `migrate` leaves Wagtail's "Welcome" page: most tests begin there, and pay for it once."""
    Page.objects.filter(depth=2).delete()
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.create(hostname="localhost", port=80, root_page=home, site_name="Hub", is_default_site=True)


def as_migrated() -> None:
    """Take the front page away again, for what begins at a database that nothing but `migrate` has written to."""
    Page.objects.filter(depth=2).delete()
    welcome = Page.get_first_root_node().add_child(title="Welcome to your new Wagtail site!", slug="home")
    Site.objects.create(hostname="localhost", port=80, root_page=welcome, is_default_site=True)


def _migrate(address: str) -> None:
    """Migrate the database at an address in a process of its own, which has no other."""
    environment = {**os.environ, "TEST_DATABASE": address}
    command = [sys.executable, "manage.py", "migrate", "-v0", "--settings", "hub.settings.test"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Let one process of this checkout at a time make a migrated file."""
    place = Path(settings.VAR_DIR) / "tests"
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
