from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import ProtectedError

from hub.home import tree
from hub.home.demo import ledger
from hub.home.demo.removing import Plan, plan, remove


class Command(BaseCommand):
    help = (
        "Take away what load_demo made: sample units, resources, news, schools with groups and folders, employers, "
        "accounts. What people have made, changed or use stays, and is named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go and what would stay")

    def handle(self, *, dry_run: bool, **options: object) -> None:
        made = ledger.recorded()
        if ledger.was_loaded() and not any(made.values()):
            raise CommandError("The demo was loaded by a release that kept no record of it: it cannot be told apart.")
        found = plan(made)
        if found.empty and not found.kept:
            self.stdout.write("There is no demo content.")
            return
        if not dry_run:
            try:
                remove(found, home=tree.front_page())
            except ProtectedError as error:
                raise CommandError(f"Nothing was removed: {error}") from error
            (settings.VAR_DIR / "demo-logins.json").unlink(missing_ok=True)
        self._tell(found, "Would remove" if dry_run else "Removed")

    def _tell(self, found: Plan, verb: str) -> None:
        counts = [(len(found.pages), "pages"), (len(found.schools), "schools")]
        others = ("group", "user", "image", "document", "organisation")
        counts += [(len(found.others[kind]), f"{kind}s") for kind in others]
        self.stdout.write(f"{verb}: {', '.join(f'{number} {name}' for number, name in counts)}.")
        for what, why in sorted(found.kept.items()):
            self.stdout.write(f"  Kept {what}: {why}.")
