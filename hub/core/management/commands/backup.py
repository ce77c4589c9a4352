from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.core import archive
from hub.core.database_copies import database


def media_folder() -> Path | None:
    """Return the folder of the uploads; None where an object store keeps them."""
    return Path(settings.MEDIA_ROOT) if isinstance(default_storage, FileSystemStorage) else None


class Command(BaseCommand):
    help = (
        "Write database (SQLite or PostgreSQL) and uploads into one verified archive, while the hub runs. Only its "
        "owner can read it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="archive to write (default: hub-DATE-TIME.tar.gz in var/backups)")

    def handle(self, *, file: str | None, **options: object) -> None:
        target = Path(file) if file else settings.VAR_DIR / "backups" / f"hub-{timezone.now():%Y%m%d-%H%M%S}.tar.gz"
        if target.exists():
            raise CommandError(f"{target} exists already: choose another name.")
        media = media_folder()
        try:
            manifest = archive.write(archive=target, take=database().take, media=media)
        except archive.BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{target} was not written: {error.strerror} ({error.filename or 'disk'}).") from error
        uploads = f"{manifest.uploads} uploads" if media else "no uploads (an object store keeps them)"
        self.stdout.write(f"{target}: {uploads}, {sum(manifest.rows.values())} rows. Read back and verified.")
