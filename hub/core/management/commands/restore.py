import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from hub.core import archive

from .backup import sqlite_path


class Command(BaseCommand):
    help = "Put a backup in place. What stood there is moved aside, never deleted. Stop the server first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only verify the archive; change nothing")

    def handle(self, *, file: Path, check: bool, **options: object) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        database, media = sqlite_path(), Path(settings.MEDIA_ROOT)
        database.parent.mkdir(parents=True, exist_ok=True)
        # Unpacked beside the database, so that putting it in place is a rename and not a second copy that may fail.
        with tempfile.TemporaryDirectory(dir=database.parent) as folder:
            work = Path(folder)
            try:
                manifest = archive.unpack(archive=file, work=work)
            except archive.BackupError as error:
                raise CommandError(f"{error} Nothing was changed.") from error
            self.stdout.write(f"{file}: whole. {len(manifest.files) - 1} uploads, {sum(manifest.rows.values())} rows.")
            if check:
                return
            connections.close_all()
            aside = self._move_aside(database, media)
            shutil.move(work / archive.DATABASE, database)
            (work / "media").mkdir(exist_ok=True)
            media.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(work / "media", media)
        self.stdout.write("Restored. Now run: manage.py migrate (for a backup of an older release).")
        if aside:
            self.stdout.write(f"What stood here before is in {aside}.")

    def _move_aside(self, database: Path, media: Path) -> Path | None:
        """Move database and uploads into a dated folder; return it, or None where there was nothing."""
        standing = [p for p in (database, *(Path(f"{database}-{end}") for end in ("wal", "shm")), media) if p.exists()]
        if not standing:
            return None
        aside = database.parent / f"before-restore-{timezone.now():%Y%m%d-%H%M%S}"
        aside.mkdir()
        for path in standing:
            shutil.move(path, aside / path.name)
        return aside
