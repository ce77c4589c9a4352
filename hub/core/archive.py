"""Backups: one archive of database and uploads, with checksums to verify it.

The archive is a gzipped tar: `manifest.json`, `db.sqlite3`, `media/...`. The manifest holds the SHA-256 of every
file, so that a torn or altered archive is refused before anything is replaced.
"""

import hashlib
import json
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

FORMAT = 1
DATABASE = "db.sqlite3"
MANIFEST = "manifest.json"


class BackupError(Exception):
    """The archive or the database cannot be used; the message says why."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: relative name -> SHA-256, and how many rows each table had."""

    files: dict[str, str]
    rows: dict[str, int]

    def dump(self) -> str:
        return json.dumps({"format": FORMAT, "files": self.files, "rows": self.rows}, indent=1, sort_keys=True)

    @classmethod
    def load(cls, text: str) -> "Manifest":
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise BackupError(f"This archive has format {data['format']}; this release reads format {FORMAT}.")
            return cls(files=dict(data["files"]), rows=dict(data["rows"]))
        except (ValueError, KeyError, TypeError) as error:
            raise BackupError(f"The archive's manifest cannot be read: {error}") from error


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_database(source: Path, target: Path) -> None:
    """Copy a live SQLite database as one consistent snapshot (SQLite's own backup interface)."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def count_rows(database: Path) -> dict[str, int]:
    """Return rows by table, after SQLite's own integrity check.

    Raises:
        BackupError: the file is no database, or a damaged one.
    """
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise BackupError(f"The database is damaged: {verdict}")
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The database cannot be read: {error}") from error


def media_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name in the archive, path) of every uploaded file."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"media/{path.relative_to(folder).as_posix()}", path


def write(*, archive: Path, database: Path, media: Path, work: Path) -> Manifest:
    """Write `archive` from a live database and a media folder, using `work` (an empty folder) for the snapshot."""
    snapshot = work / DATABASE
    copy_database(database, snapshot)
    files = [(DATABASE, snapshot), *media_files(media)]
    manifest = Manifest(files={name: digest(path) for name, path in files}, rows=count_rows(snapshot))
    listing = work / MANIFEST
    listing.write_text(manifest.dump())
    unfinished = archive.with_name(archive.name + ".part")
    with tarfile.open(unfinished, "w:gz") as tar:
        for name, path in [(MANIFEST, listing), *files]:
            tar.add(path, arcname=name)
    unfinished.replace(archive)
    return manifest


def unpack(*, archive: Path, work: Path) -> Manifest:
    """Unpack `archive` into `work` and check every file against the manifest.

    Raises:
        BackupError: not an archive of ours, torn, altered, or with files outside its folder.
    """
    try:
        with tarfile.open(archive, "r:gz") as tar:
            tar.extractall(work, filter="data")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise BackupError(f"{archive.name} cannot be unpacked: {error}") from error
    listing = work / MANIFEST
    if not listing.is_file():
        raise BackupError(f"{archive.name} has no manifest: it is not one of the hub's backups.")
    manifest = Manifest.load(listing.read_text())
    for name, expected in manifest.files.items():
        path = work / name
        if not path.is_file():
            raise BackupError(f"{archive.name} lacks {name}.")
        if digest(path) != expected:
            raise BackupError(f"{name} in {archive.name} is not the file that was backed up.")
    if count_rows(work / DATABASE) != manifest.rows:
        raise BackupError(f"The database in {archive.name} does not hold the rows it held when backed up.")
    return manifest
