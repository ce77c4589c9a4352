import datetime

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from hub.audits.surveys.services import open_answers_to_forget
from hub.core.arguments import day


class Command(BaseCommand):
    help = "Delete the open answers of surveys that closed twelve months ago or earlier; their counts stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, default=None, metavar="YYYY-MM-DD", help="the day it is (default: today)")

    def handle(self, *, on: datetime.date | None, **options: object) -> None:
        gone, _by_model = open_answers_to_forget(on=on or timezone.localdate()).delete()
        if gone:
            self.stdout.write(f"{gone} open answers deleted.")
