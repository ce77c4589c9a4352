"""Backups: one archive of database and uploads, with checksums to verify it.

The archive is a gzipped tar: `manifest.json`, the database as `db.sqlite3` or `db.dump` (pg_dump's custom format), and
`media/...`. The manifest holds the SHA-256 of every file, so that a torn or altered archive is refused before anything
is replaced. It is for its owner only from the first byte on, and has no name before it is complete.
"""

import contextlib
import fcntl
import hashlib
import io
import json
import os
import shutil
import signal
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

# Format 1 held SQLite only, and no hashes.
FORMAT, OLDEST = 2, 1
MANIFEST = "manifest.json"
WORKSPACE = ".hub-backup-"
PIECE = 1 << 20


class BackupError(Exception):
    """The archive or the database cannot be used; the message says why."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: relative name -> SHA-256, and of each table how many rows and a hash of them."""

    files: dict[str, str]
    rows: dict[str, int]
    hashes: dict[str, str] = field(default_factory=dict)

    def dump(self) -> str:
        return json.dumps({"format": FORMAT, **vars(self)}, indent=1, sort_keys=True)

    @classmethod
    def load(cls, text: str) -> "Manifest":
        try:
            data = json.loads(text)
            if not OLDEST <= data["format"] <= FORMAT:
                raise BackupError(f"This archive has format {data['format']}; this release reads up to {FORMAT}.")
            return cls(dict(data["files"]), dict(data["rows"]), dict(data.get("hashes", {})))
        except (ValueError, KeyError, TypeError) as error:
            raise BackupError(f"The archive's manifest cannot be read: {error}") from error

    @property
    def uploads(self) -> int:
        return sum(name.startswith("media/") for name in self.files)


@dataclass(frozen=True)
class Snapshot:
    """A database at one moment: its name in the archive, an open file without a name, rows and hashes by table."""

    name: str
    file: IO[bytes]
    rows: dict[str, int]
    hashes: dict[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def workspace(parent: Path) -> Iterator[Path]:
    """Make a folder for its owner only, and take it away when the block ends, also by SIGTERM.

    One that a killed process left behind goes when the next is made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob(f"{WORKSPACE}*"):
        with contextlib.suppress(OSError), _locked(left):
            shutil.rmtree(left)
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with tempfile.TemporaryDirectory(prefix=WORKSPACE, dir=parent) as name, _locked(Path(name)):
            yield Path(name)
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder until the block ends. Raises OSError where another process holds it."""
    with _directory(folder) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def digest(file: IO[bytes]) -> str:
    """Return the SHA-256 of an open file, read in pieces from its beginning."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def media_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name in the archive, path) of every uploaded file."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"media/{path.relative_to(folder).as_posix()}", path


def write(*, archive: Path, take: Callable[[Path], Snapshot], media: Path | None) -> Manifest:
    """Write `archive` from what `take` makes of the database in a folder it is given, and the uploads; read it back.

    Raises:
        BackupError: the database cannot be read, there is such a file already, or it did not read back.
    """
    with workspace(archive.parent) as work, _unnamed(work) as unnamed:
        snapshot = take(work)
        uploads = list(media_files(media)) if media else []
        files = {snapshot.name: digest(snapshot.file)}
        with tarfile.open(fileobj=unnamed, mode="w:gz") as tar:
            _add(tar, snapshot.name, snapshot.file)
            for name, path in uploads:
                with path.open("rb") as file:
                    files[name] = digest(file)
                    _add(tar, name, file)
            manifest = Manifest(files, snapshot.rows, snapshot.hashes)
            _add(tar, MANIFEST, io.BytesIO(manifest.dump().encode()))
        _read_back(unnamed, manifest)
        _name(unnamed, archive, work)
    return manifest


def _unnamed(folder: Path) -> IO[bytes]:
    """Open a new file that has no name yet and can get one: nothing is left of it if this process is killed.

    `tempfile` opens its own with O_EXCL, which forbids giving it a name.
    """
    try:
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600), "w+b")
    except OSError:  # a file system that has no such files
        return tempfile.TemporaryFile(dir=folder)


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = file.seek(0, os.SEEK_END), 0o600
    file.seek(0)
    tar.addfile(info, file)


def _read_back(file: IO[bytes], manifest: Manifest) -> None:
    file.seek(0)
    found = {}
    with tarfile.open(fileobj=file, mode="r:gz") as tar:
        for member in tar:
            if content := tar.extractfile(member):
                found[member.name] = digest(content)
    del found[MANIFEST]
    if found != manifest.files:
        raise BackupError("What was written does not read back as it was.")


def _name(file: IO[bytes], archive: Path, work: Path) -> None:
    """Give a complete file its name, at one stroke. Where a file without one cannot be linked, a copy of it is."""
    file.flush()
    os.fsync(file.fileno())
    try:
        try:
            with _directory("/proc/self/fd") as ours:
                os.link(str(file.fileno()), archive, src_dir_fd=ours, follow_symlinks=True)
        except FileExistsError:
            raise
        except OSError:
            _put(_copy_of(file, work / "whole"), archive)
    except FileExistsError as error:
        raise BackupError(f"{archive} exists already: choose another name.") from error
    with _directory(archive.parent) as folder:
        os.fsync(folder)


def _copy_of(file: IO[bytes], place: Path) -> Path:
    file.seek(0)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        shutil.copyfileobj(file, target, PIECE)
        target.flush()
        os.fsync(target.fileno())
    return place


def _put(whole: Path, archive: Path) -> None:
    """Move a complete file to a name that is free. Raises FileExistsError where it is not."""
    try:
        os.link(whole, archive)
    except FileExistsError:
        raise
    except OSError:  # a share or a stick that has no links: the name is taken first, so that nobody else's is lost
        os.close(os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        whole.replace(archive)


@contextlib.contextmanager
def _directory(path: str | Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        os.close(handle)


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
        with path.open("rb") as file:
            if digest(file) != expected:
                raise BackupError(f"{name} in {archive.name} is not the file that was backed up.")
    return manifest
