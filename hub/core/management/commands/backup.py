import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.core import archive


def sqlite_path() -> Path:
    """Return the database file, or say what to use where there is none."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        raise CommandError("This database is not SQLite: back it up with its own tool (pg_dump), and copy the uploads.")
    return Path(database["NAME"])


class Command(BaseCommand):
    help = "Write database and uploads into one verified archive, while the hub runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="archive to write (default: hub-DATE-TIME.tar.gz in var/backups)")

    def handle(self, *, file: str | None, **options: object) -> None:
        target = Path(file) if file else settings.VAR_DIR / "backups" / f"hub-{timezone.now():%Y%m%d-%H%M%S}.tar.gz"
        if target.exists():
            raise CommandError(f"{target} exists already: choose another name.")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as first, tempfile.TemporaryDirectory() as second:
            try:
                archive.write(archive=target, database=sqlite_path(), media=Path(settings.MEDIA_ROOT), work=Path(first))
                manifest = archive.unpack(archive=target, work=Path(second))
            except archive.BackupError as error:
                raise CommandError(str(error)) from error
        rows = sum(manifest.rows.values())
        self.stdout.write(f"{target}: {len(manifest.files) - 1} uploads, {rows} rows. Read back and found whole.")
