"""An empty database for measuring: judging, benchmarks and drills never touch the hub's own rows."""

import contextlib
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from search import snapshot

OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
}


@contextlib.contextmanager
def database(*, server: str = "") -> Iterator[None]:
    """Point this process at a new, migrated database until the block ends, then remove it.

    Args:
        server: the address of a PostgreSQL server (`postgres://...`) on which to make it; empty: an SQLite file.
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
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
    except psycopg.OperationalError as error:
        raise CommandError(f"No PostgreSQL answers at POSTGRESQL_URL (`make services` starts one): {error}") from error
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def _default(values: Mapping[str, Any]) -> Iterator[None]:
    """Replace the default connection. What the process holds of the other database is forgotten, both ways."""
    before = connections.settings["default"]
    empty = {"OPTIONS": {}, "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "CONN_MAX_AGE": 0}
    _connect({**before, **empty, **values})
    try:
        yield
    finally:
        _connect(before)


def _connect(values: dict[str, Any]) -> None:
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = values
    snapshot.forget()
