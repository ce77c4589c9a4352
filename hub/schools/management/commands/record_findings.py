"""Records what the rules find at every school today, for "since when" in the report and in yearly reports."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation
from tqdm import tqdm

from hub.schools.duties.findings import open_schools
from hub.schools.duties.models import FindingRun
from hub.schools.duties.recording import record_findings


class Command(BaseCommand):
    help = (
        "Record what every rule finds at every school today. Again on the same day it records what has changed since."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--daily", action="store_true", help="nothing if today is recorded: for tick")

    def handle(self, *args: object, **options: Any) -> None:
        on = timezone.localdate()
        if options["daily"] and FindingRun.objects.filter(on=on).exists():
            return
        with (
            translation.override(settings.LANGUAGE_CODE),
            tqdm(total=open_schools(on).count(), unit=" schools", disable=None, file=sys.stderr) as bar,
        ):
            done = record_findings(on=on, tell=bar.update)
        self.stdout.write(f"{on}: {done.begun} findings began, {done.ended} ended.")
