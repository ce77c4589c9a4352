"""`backup` and `restore` on a database and uploads of their own; the running test database is never touched."""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from hub.core import archive

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def hub(tmp_path, settings, monkeypatch):
    """A small file database and one upload, named by the settings."""
    database = tmp_path / "var" / "db.sqlite3"
    media = tmp_path / "var" / "media"
    media.mkdir(parents=True)
    (media / "guide.txt").write_text("Bring a pencil.")
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("CREATE TABLE page (title TEXT); INSERT INTO page VALUES ('Careers');")
    # Not through the settings fixture: that would tell the running test database that its settings changed.
    monkeypatch.setattr(
        django_settings, "DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(database)}}
    )
    settings.MEDIA_ROOT = str(media)
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.VAR_DIR = tmp_path / "var"
    return tmp_path


def titles(hub) -> list[str]:
    with closing(sqlite3.connect(hub / "var" / "db.sqlite3")) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM page")]


def test_a_restore_brings_back_rows_and_files_and_keeps_what_it_replaced(hub):
    archive = hub / "one.tar.gz"
    call_command("backup", str(archive))
    with closing(sqlite3.connect(hub / "var" / "db.sqlite3")) as connection:
        connection.executescript("UPDATE page SET title = 'Broken';")
    (hub / "var" / "media" / "guide.txt").unlink()

    call_command("restore", str(archive))

    assert titles(hub) == ["Careers"]
    assert (hub / "var" / "media" / "guide.txt").read_text() == "Bring a pencil."
    (aside,) = (hub / "var").glob("before-restore-*")
    with closing(sqlite3.connect(aside / "db.sqlite3")) as connection:
        assert connection.execute("SELECT title FROM page").fetchall() == [("Broken",)]


def test_an_altered_archive_is_refused_and_nothing_changes(hub):
    archive = hub / "one.tar.gz"
    call_command("backup", str(archive))
    work = hub / "work"
    with tarfile.open(archive) as tar:
        tar.extractall(work, filter="data")
    (work / "media" / "guide.txt").write_text("Bring nothing.")
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(work, arcname=".")

    with pytest.raises(CommandError, match=r"guide\.txt .* is not the file that was backed up.*Nothing was changed"):
        call_command("restore", str(archive))
    assert titles(hub) == ["Careers"]


def test_a_database_that_keeps_a_write_ahead_log_is_backed_up_while_it_is_open(hub):
    """As the hub's own does (`init_command` in hub.settings.base), and as the hub holds it open."""
    with closing(sqlite3.connect(hub / "var" / "db.sqlite3")) as connection:
        assert connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
        connection.executescript("UPDATE page SET title = 'Still in the log';")
        call_command("backup", str(hub / "one.tar.gz"))
        connection.executescript("UPDATE page SET title = 'Broken';")
    call_command("restore", str(hub / "one.tar.gz"))
    assert titles(hub) == ["Still in the log"]


def test_an_archive_is_for_its_owner_only(hub):
    archive = hub / "one.tar.gz"
    usual = os.umask(0)
    try:
        call_command("backup", str(archive))
    finally:
        os.umask(usual)
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    call_command("restore", str(archive))
    (aside,) = (hub / "var").glob("before-restore-*")
    assert stat.S_IMODE(aside.stat().st_mode) == 0o700


HELD = """
import sys, time
from pathlib import Path
from hub.core import archive
from hub.core.database_copies import SqliteFile

def take(work):
    taken = SqliteFile(Path(sys.argv[2])).take(work)
    print("taken", flush=True)
    time.sleep(60)
    return taken

archive.write(archive=Path(sys.argv[1]), take=take, media=None)
"""


@pytest.mark.parametrize(("how", "left"), [(signal.SIGTERM, 0), (signal.SIGKILL, 1)])
def test_a_backup_that_is_killed_leaves_nothing_to_read(hub, how, left):
    place = hub / "backups"
    command = [sys.executable, "-c", HELD, str(place / "one.tar.gz"), str(hub / "var" / "db.sqlite3")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout and running.stdout.readline() == "taken\n"
        (folder,) = place.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700 and not list(folder.iterdir())
        running.send_signal(how)
    assert len(list(place.iterdir())) == left
    call_command("backup", str(place / "two.tar.gz"))
    assert [path.name for path in place.iterdir()] == ["two.tar.gz"]


def test_an_archive_gets_its_name_whole_and_without_a_second_copy(tmp_path):
    with archive.workspace(tmp_path) as work, archive._unnamed(work) as file:
        file.write(b"all of it")
        archive._name(file, tmp_path / "one.tar.gz", work)
        assert (tmp_path / "one.tar.gz").stat().st_ino == os.fstat(file.fileno()).st_ino
    assert (tmp_path / "one.tar.gz").read_bytes() == b"all of it"


@pytest.mark.parametrize("links", [True, False])
def test_where_files_have_names_only_a_copy_that_is_cut_short_is_no_archive(hub, monkeypatch, links):
    """As on a share of another system: no files without a name, and perhaps no links."""
    target, copy = hub / "backups" / "one.tar.gz", shutil.copyfileobj

    def cut_short(source, place, length):
        place.write(source.read(10))
        raise KeyboardInterrupt

    def refuse(*_names, **_options):
        raise PermissionError

    monkeypatch.setattr(os, "O_TMPFILE", os.O_DIRECTORY | os.O_WRONLY)  # refused of a folder: EISDIR
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copyfileobj", cut_short)
    with pytest.raises(KeyboardInterrupt):
        call_command("backup", str(target))
    assert not list(target.parent.iterdir())
    monkeypatch.setattr(shutil, "copyfileobj", copy)
    call_command("backup", str(target))
    call_command("restore", str(target), "--check")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    exists = pytest.raises(archive.BackupError, match="exists already")
    with archive.workspace(target.parent) as work, archive._unnamed(work) as file, exists:
        archive._name(file, target, work)


def test_two_backups_at_once_leave_each_other_alone(hub):
    with archive.workspace(hub / "backups") as one:
        (one / "kept").touch()
        call_command("backup", str(hub / "backups" / "two.tar.gz"))
        assert (one / "kept").exists()


def test_an_archive_of_the_other_database_is_refused(hub, monkeypatch):
    archive = hub / "one.tar.gz"
    call_command("backup", str(archive))
    server = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "",
        "PORT": "",
        "USER": "",
        "PASSWORD": "",
        "NAME": "h",
    }
    monkeypatch.setattr(django_settings, "DATABASES", {"default": server})
    with pytest.raises(CommandError, match=r"holds db\.sqlite3, not this hub's db\.dump\. Nothing was changed"):
        call_command("restore", str(archive))


def test_an_archive_of_an_earlier_release_is_read(hub):
    """Format 1: the manifest first, no hashes."""
    database = hub / "var" / "db.sqlite3"
    sums = {"db.sqlite3": hashlib.sha256(database.read_bytes()).hexdigest()}
    manifest = hub / "manifest.json"
    manifest.write_text(json.dumps({"format": 1, "files": sums, "rows": {"page": 1}}))
    with tarfile.open(hub / "old.tar.gz", "w:gz") as tar:
        tar.add(manifest, arcname="manifest.json")
        tar.add(database, arcname="db.sqlite3")
    call_command("restore", str(hub / "old.tar.gz"))
    assert titles(hub) == ["Careers"]


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\x1f\x8b\x08\x00torn"])
def test_what_is_no_backup_is_refused(hub, content):
    archive = hub / "other.tar.gz"
    archive.write_bytes(content)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(archive))


def test_an_archive_of_another_format_says_so(hub):
    work = hub / "work"
    work.mkdir()
    (work / "manifest.json").write_text(json.dumps({"format": 99, "files": {}, "rows": {}}))
    archive = hub / "new.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(work / "manifest.json", arcname="manifest.json")
    with pytest.raises(CommandError, match="format 99"):
        call_command("restore", str(archive))


def test_a_backup_never_overwrites_another(hub):
    archive = hub / "one.tar.gz"
    call_command("backup", str(archive))
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(archive))


def test_where_no_archive_can_be_written_it_says_why(hub):
    with pytest.raises(CommandError, match="was not written: Not a directory"):
        call_command("backup", str(hub / "var" / "media" / "guide.txt" / "backups" / "one.tar.gz"))


def test_checking_an_archive_changes_nothing(hub, capsys):
    archive = hub / "one.tar.gz"
    call_command("backup", str(archive))
    call_command("restore", str(archive), "--check")
    assert "valid" in capsys.readouterr().out
    assert not list((hub / "var").glob("before-restore-*"))
