"""Takes place, camera and person out of pictures that were uploaded before the hub did so by itself."""

from django.core.management.base import BaseCommand, CommandParser

from hub.media.existing import strip_copies, strip_originals, strip_profile_pictures

KINDS = (
    ("Originals", strip_originals),
    ("Copies made for pages", strip_copies),
    ("Profile pictures", strip_profile_pictures),
)


class Command(BaseCommand):
    help = "Strip place, camera and person from the pictures that the hub holds already. A second run finds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, dry_run: bool, **options: object) -> None:
        outcome = "would change" if dry_run else "changed"
        for kind, strip in KINDS:
            found = strip(write=not dry_run, say=self.stdout.write)
            self.stdout.write(f"{kind}: {found.read} read, {found.changed} {outcome}.")
            for remark in found.remarks:
                self.stderr.write(f"  {remark}")
