"""`backup` and `restore` on a database and uploads of their own; the running test database is never touched."""

import json
import sqlite3
import tarfile
from contextlib import closing

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command


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


def test_checking_an_archive_changes_nothing(hub, capsys):
    archive = hub / "one.tar.gz"
    call_command("backup", str(archive))
    call_command("restore", str(archive), "--check")
    assert "valid" in capsys.readouterr().out
    assert not list((hub / "var").glob("before-restore-*"))
