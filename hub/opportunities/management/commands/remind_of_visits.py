"""Reminds both sides of the visits that come, 14 and 2 days before."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from hub.core.arguments import day
from hub.opportunities.visits.services import remind


class Command(BaseCommand):
    help = "Remind schools and employers of agreed visits, 14 and 2 days before, each once. `tick` runs it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, metavar="DATE", help="as if it were this day (2026-11-24)")

    def handle(self, *args: object, on: datetime.date | None = None, **options: Any) -> None:
        told = remind(on=on or timezone.localdate())
        if told:
            self.stdout.write(f"{told} visits reminded of.")
