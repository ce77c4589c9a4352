"""Scratch databases, and indices of Elasticsearch: nothing that is measured or tried touches the hub's own rows."""

import contextlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from search.engines import snapshot

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
}


@contextlib.contextmanager
def database(*, server: str = "") -> Iterator[None]:
    """Point this process at a new, migrated database until the block ends, then remove it.

    `server` is the address of a PostgreSQL server (`postgres://...`) on which to make it; empty: an SQLite file.
    """
    with place(server=server) as address:
        values = {**environ.Env.db_url_config(address), **({} if server else {"OPTIONS": OPTIONS})}
        with _default(values):
            call_command("migrate", verbosity=0)
            yield


@contextlib.contextmanager
def place(*, server: str = "", migrated: Path | None = None) -> Iterator[str]:
    """Yield the address (as in `DATABASE_URL`) of a new database, and remove it afterwards.

    It is empty, or on SQLite a copy of a `migrated` one.
    """
    with _postgresql(server) if server else _sqlite(migrated) as address:
        yield address


@contextlib.contextmanager
def prefix() -> Iterator[None]:
    """Give this process's indices of Elasticsearch a name of their own until the block ends."""
    before = settings.ELASTICSEARCH
    settings.ELASTICSEARCH = {**before, "PREFIX": f"scratch-{uuid.uuid4().hex[:8]}", "REPLICAS": 0, "TIMEOUT": 10.0}
    try:
        yield
    finally:
        settings.ELASTICSEARCH = before


def only_here(command: str) -> None:
    """Raise CommandError unless this process stands on a scratch database; `command` is the one that makes one."""
    if "scratch" not in str(connection.settings_dict["NAME"]):
        raise CommandError(f"This writes made-up rows, so it runs in a scratch database only: use {command}.")


class Child:
    """Starts this project's commands on another database, with production settings: what is measured is a server."""

    def __init__(self, address: str, **own: str) -> None:
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.tools.settings",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "LOCAL_HTTP": "1",
            "LOG_LEVEL": "WARNING",
            "DATABASE_URL": address,
            # The hub's own cache is no place for what is true of a scratch database.
            "CACHE_URL": "locmemcache://?max_entries=20000",
            **own,
        }

    def manage(self, *words: str) -> str:
        """Run a command and return what it prints. Raises CommandError where it fails; it has said why."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            check=False,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            raise CommandError(f"{' '.join(words)} failed: see above.")
        return done.stdout


@contextlib.contextmanager
def _sqlite(migrated: Path | None) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="hub-scratch-") as folder:
        file = Path(folder) / "scratch.sqlite3"
        if migrated:
            shutil.copyfile(migrated, file)
        yield f"sqlite:///{file}"


@contextlib.contextmanager
def _postgresql(server: str) -> Iterator[str]:
    import psycopg

    name = f"hub_scratch_{uuid.uuid4().hex[:12]}"
    try:
        with psycopg.connect(server, autocommit=True) as made:
            made.execute(f'CREATE DATABASE "{name}"')
    except psycopg.OperationalError as error:
        raise CommandError(f"No PostgreSQL answers at POSTGRESQL_URL (`make services` starts one): {error}") from error
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as made:
            made.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def _default(values: Mapping[str, object]) -> Iterator[None]:
    """Replace the default connection. What the process holds of the other database is forgotten, both ways."""
    before = connections.settings["default"]
    empty = {"OPTIONS": {}, "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "CONN_MAX_AGE": 0}
    _connect({**before, **empty, **values})
    snapshot.forget()
    try:
        yield
    finally:
        _connect(before)
        snapshot.forget()


def _connect(values: dict[str, object]) -> None:
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = values
