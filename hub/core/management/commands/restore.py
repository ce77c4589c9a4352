import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from hub.core import archive
from hub.core.database_copies import Database, database

from .backup import media_folder


class Command(BaseCommand):
    help = (
        "Put a backup in place, on SQLite or PostgreSQL. What stood there is moved aside, never deleted. "
        "Stop the server first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only verify the archive; change nothing")

    def handle(self, *, file: Path, check: bool, **options: object) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        place, media = database(), media_folder()
        # Unpacked beside what it replaces, so that putting it in place is a rename and not a second copy that may fail.
        beside = Path(settings.DATABASES["default"]["NAME"]).parent if place.name == "db.sqlite3" else None
        with archive.workspace(beside or (media or settings.VAR_DIR / "media").parent) as work:
            try:
                manifest = self._unpack(file, work, place)
                if check:
                    return
                connections.close_all()
                stamp = f"{timezone.now():%Y%m%d-%H%M%S}"
                asides = [place.put(work, manifest, stamp=stamp)]
            except archive.BackupError as error:
                raise CommandError(f"{error} Nothing was changed.") from error
            if media:
                asides.append(self._put_media(work, media, stamp))
        self.stdout.write("Restored. Now run: manage.py migrate (for a backup of an older release).")
        if aside := " and ".join(dict.fromkeys(filter(None, asides))):
            self.stdout.write(f"What stood here before is in {aside}.")

    def _unpack(self, file: Path, work: Path, place: Database) -> archive.Manifest:
        manifest = archive.unpack(archive=file, work=work)
        if place.name not in manifest.files:
            held = ", ".join(name for name in manifest.files if not name.startswith("media/"))
            raise archive.BackupError(f"{file.name} holds {held}, not this hub's {place.name}.")
        place.check(work, manifest)
        self.stdout.write(f"{file}: valid. {manifest.uploads} uploads, {sum(manifest.rows.values())} rows.")
        return manifest

    def _put_media(self, work: Path, media: Path, stamp: str) -> str:
        """Move the uploads into place; return the folder that those which stood there were moved to, if any did."""
        aside = media.parent / f"before-restore-{stamp}"
        stood = media.exists()
        if stood:
            aside.mkdir(mode=0o700, exist_ok=True)
            shutil.move(media, aside / media.name)
        (work / "media").mkdir(exist_ok=True)
        media.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(work / "media", media)
        return str(aside) if stood else ""
