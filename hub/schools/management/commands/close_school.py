"""Close a school, or reopen it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.core.arguments import day
from hub.schools.microsites.closing import ClosingError, close_school, pages_of, reopen_school
from hub.schools.register.models import Registration, School


class Command(BaseCommand):
    help = (
        "Close the school with this URN: its registration ends and all its pages leave the public hub at once. A "
        "school that goes on under another number has not closed. --reopen undoes it. Example: close_school 100000 "
        "--on 2026-08-31 --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("urn", type=int)
        parser.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="Its last day (default: today).")
        instead = parser.add_mutually_exclusive_group()
        instead.add_argument("--reopen", action="store_true", help="Publish again what was public before.")
        instead.add_argument("--dry-run", action="store_true", help="Say what is public now and write nothing.")

    def handle(self, *args: object, **options: Any) -> None:
        found = Registration.objects.select_related("school").filter(urn=options["urn"]).first()
        if found is None:
            raise CommandError(f"The register holds no school with URN {options['urn']}.")
        if options["dry_run"]:
            public = pages_of(found.school).live()
            self.stdout.write(f"{found.school}: {len(public)} pages are public. Dry run: nothing was written.")
            return self.say(page.get_url() for page in public)
        try:
            return self.reopen(found.school) if options["reopen"] else self.close(found.school, options["on"])
        except ClosingError as error:
            raise CommandError(str(error)) from error

    def close(self, school: School, on: datetime.date | None) -> None:
        today = timezone.localdate()
        public = close_school(school=school, on=on or today, today=today)
        self.stdout.write(f"{school} is closed: {len(public)} pages are no longer public.")
        self.say(page.get_url() for page in public)

    def reopen(self, school: School) -> None:
        reopened = reopen_school(school=school)
        self.stdout.write(f"{school} is open: {len(reopened.published)} pages are public.")
        self.say(page.get_url() for page in reopened.published)
        self.say(f"not published: {refusal}" for refusal in reopened.refused)

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(f"  {line}")
