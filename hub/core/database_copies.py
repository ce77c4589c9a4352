"""The database of a backup: SQLite's file as a snapshot of it, PostgreSQL through pg_dump and pg_restore.

Both have the same three: `take` a snapshot, `check` an unpacked one, `put` it in place of what stands there.
"""

import os
import shutil
import sqlite3
import stat
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import IO, Any, Protocol

import psycopg
from django.conf import settings
from psycopg import sql

from hub.core.archive import BackupError, Manifest, Snapshot

# Two bytes of SQLite's file format: 2 is "with a write-ahead log", 1 is "without".
HOW_IT_IS_WRITTEN = 18
# Tables of an earlier restore, put aside, are part of no backup.
ASIDE = "before_restore_"
# What a row reads as must not depend on the settings of a server.
PLAIN = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# Rows in any order: the sum of 60 bits of each row's MD5.
COUNT = (
    "SELECT count(*), coalesce(sum(('x' || substr(md5(each::text), 1, 15))::bit(60)::bigint), 0)::text"
    " FROM public.{} AS each"
)


class Database(Protocol):
    """What `backup` and `restore` do with either database."""

    name: str

    def take(self, work: Path) -> Snapshot: ...

    def check(self, work: Path, manifest: Manifest) -> None: ...

    def put(self, work: Path, manifest: Manifest, *, stamp: str) -> str: ...


def database() -> Database:
    """Return the database of the settings."""
    values = settings.DATABASES["default"]
    if values["ENGINE"] == "django.db.backends.sqlite3":
        return SqliteFile(Path(values["NAME"]))
    return PostgresqlDatabase(values)


class SqliteFile:
    """A database in a file. SQLite's own backup interface copies it while the hub runs."""

    name = "db.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def take(self, work: Path) -> Snapshot:
        place = work / self.name
        place.touch(mode=0o600)
        file = place.open("r+b")
        with closing(sqlite3.connect(place)) as reader:
            with closing(sqlite3.connect(self.path)) as live, closing(sqlite3.connect(place)) as copy:
                copy.execute("PRAGMA journal_mode=MEMORY")
                # All have it open: nothing is left of it if this process is killed.
                place.unlink()
                live.backup(copy)
            # The hub's database keeps a write-ahead log and its copy says so; a file without a name cannot have one.
            file.seek(HOW_IT_IS_WRITTEN)
            file.write(b"\1\1")
            file.flush()
            return Snapshot(self.name, file, _rows(reader))

    def check(self, work: Path, manifest: Manifest) -> None:
        try:
            with closing(sqlite3.connect(f"file:{work / self.name}?mode=ro", uri=True)) as connection:
                rows = _rows(connection)
        except sqlite3.DatabaseError as error:
            raise BackupError(f"The database cannot be read: {error}") from error
        if rows != manifest.rows:
            raise BackupError("The database in the archive does not hold the rows it held when backed up.")

    def put(self, work: Path, manifest: Manifest, *, stamp: str) -> str:
        """Move the file into place; return the folder that what stood there was moved to, if anything did."""
        standing = [path for end in ("", "-wal", "-shm") if (path := Path(f"{self.path}{end}")).exists()]
        mode = stat.S_IMODE(self.path.stat().st_mode) if standing else 0o600
        aside = self.path.parent / f"before-restore-{stamp}"
        for path in standing:
            aside.mkdir(mode=0o700, exist_ok=True)
            shutil.move(path, aside / path.name)
        (work / self.name).chmod(mode)
        shutil.move(work / self.name, self.path)
        return str(aside) if standing else ""


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Return rows by table, after SQLite's own integrity check. Raises BackupError for a damaged database."""
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise BackupError(f"The database is damaged: {verdict}")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


class PostgresqlDatabase:
    """A database on a server. Its tools get address and password from the environment, where no other user reads."""

    name = "db.dump"

    def __init__(self, values: dict[str, Any]) -> None:
        given = {
            "host": values["HOST"],
            "port": values["PORT"],
            "user": values["USER"],
            "password": values["PASSWORD"],
            "dbname": values["NAME"],
        }
        options = values.get("OPTIONS", {})
        secure = ("sslmode", "sslrootcert", "sslcert", "sslkey")
        self.given = {name: value for name, value in given.items() if value} | {
            name: options[name] for name in secure if name in options
        }

    def take(self, work: Path) -> Snapshot:
        file = tempfile.TemporaryFile(dir=work)  # noqa: SIM115
        try:
            with psycopg.connect(**self.given) as connection:
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                # What is counted is what is dumped, whatever is written meanwhile.
                (moment,) = connection.execute("SELECT pg_export_snapshot()").fetchone()  # type: ignore[misc]
                rows, hashes = _counted(connection)
                plain = ("--format=custom", "--no-owner", "--no-privileges", f"--exclude-schema={ASIDE}*")
                self._run("pg_dump", *plain, f"--snapshot={moment}", output=file)
        except psycopg.Error as error:
            raise BackupError(f"The database cannot be read: {error}") from error
        return Snapshot(self.name, file, rows, hashes)

    def check(self, work: Path, manifest: Manifest) -> None:
        self._run("pg_restore", "--list", str(work / self.name))

    def put(self, work: Path, manifest: Manifest, *, stamp: str) -> str:
        """Load the dump; return the schema that tables which stood there were moved to, if any did.

        What fails half-way is taken back.
        """
        aside = ASIDE + stamp.replace("-", "_")
        try:
            with psycopg.connect(**self.given, autocommit=True) as connection:
                stood = bool(connection.execute(TABLES).fetchall())
                _swap(connection, "public", aside)
                try:
                    plain = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
                    self._run("pg_restore", *plain, f"--dbname={self.given['dbname']}", str(work / self.name))
                    if _counted(connection) != (manifest.rows, manifest.hashes):
                        raise BackupError("The restored tables do not hold what was backed up.")
                except BaseException:
                    _drop(connection, "public")
                    connection.execute(_rename(aside, "public"))
                    raise
                if not stood:
                    _drop(connection, aside)
        except psycopg.Error as error:
            raise BackupError(f"The database cannot be written: {error}") from error
        return f"schema {aside} of the database" if stood else ""

    def _run(self, program: str, *arguments: str, output: IO[bytes] | None = None) -> None:
        if not (found := shutil.which(program)):
            raise BackupError(f"{program} is not installed (Debian: sudo apt install postgresql-client).")
        own = {f"PG{name.upper()}": str(value) for name, value in self.given.items() if name != "dbname"}
        done = subprocess.run(
            [found, *arguments],
            env={**os.environ, **own, "PGDATABASE": self.given["dbname"]},
            stdout=output or subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise BackupError(f"{program}: {said[0] if said else done.returncode}")


def _counted(connection: psycopg.Connection) -> tuple[dict[str, int], dict[str, str]]:
    """Return rows and hashes by table."""
    connection.execute(PLAIN)
    rows, hashes = {}, {}
    for (table,) in connection.execute(TABLES).fetchall():
        found = connection.execute(sql.SQL(COUNT).format(sql.Identifier(table))).fetchone()
        rows[table], hashes[table] = found  # type: ignore[misc]
    return rows, hashes


def _rename(old: str, new: str) -> sql.Composed:
    return sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))


def _swap(connection: psycopg.Connection, schema: str, aside: str) -> None:
    """Put a schema aside and an empty one in its place."""
    with connection.transaction():
        connection.execute(_rename(schema, aside))
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))


def _drop(connection: psycopg.Connection, schema: str) -> None:
    connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
