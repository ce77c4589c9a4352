"""Records what the rules find at every school today, for "since when" in the report and in yearly reports."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation
from tqdm import tqdm

from hub.schools.duties.findings import open_schools
from hub.schools.duties.models import FindingRun
from hub.schools.duties.recording import PeriodsChanged, record_changed, record_findings

NOTHING = PeriodsChanged(begun=0, ended=0)


class Command(BaseCommand):
    help = (
        "Record what every rule finds at every school today. Again on the same day it records what has changed since."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--changed",
            action="store_true",
            help="if today is recorded, only the schools of which a page has changed since: for tick",
        )

    def handle(self, *args: object, **options: Any) -> None:
        on = timezone.localdate()
        # No word of a finding is recorded: in no language they are not looked up either, a fifth of the work.
        with translation.override(None):
            if options["changed"] and (run := FindingRun.objects.filter(on=on).first()):
                done = record_changed(run)
                if done == NOTHING:
                    return
            else:
                with tqdm(total=open_schools(on).count(), unit=" schools", disable=None, file=sys.stderr) as bar:
                    done = record_findings(on=on, tell=bar.update)
        self.stdout.write(f"{on}: {done.begun} findings began, {done.ended} ended.")
