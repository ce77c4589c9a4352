"""`load_labour_market`: load figures of London's jobs from tidy CSV files."""

import contextlib
import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from hub.core.arguments import day
from hub.labour_market.loading import loader, reference
from hub.labour_market.loading.manifest import ManifestError, read, read_all
from hub.labour_market.loading.report import FileReport
from hub.labour_market.models import Source


class Command(BaseCommand):
    help = (
        "Load figures of the labour market from CSV files, each as its manifest says, and report by line. "
        "Safe to run again: a second run changes nothing, and figures of older periods stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a CSV, or a folder of them")
        parser.add_argument("--manifest", type=Path, help="read them by this manifest, not by those of the hub")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument("--on", type=day, default=None, metavar="YYYY-MM-DD", help="the day it is (default: today)")

    def handle(
        self,
        *,
        paths: list[Path],
        manifest: Path | None,
        dry_run: bool,
        on: datetime.date | None,
        **options: object,
    ) -> None:
        with transaction.atomic() if dry_run else contextlib.nullcontext():
            reports = self._load(paths, manifest)
            if dry_run:
                transaction.set_rollback(True)
        self._sum_up(reports, dry_run=dry_run)
        for source in Source.objects.filter(withdrawn_on=None):
            if source.is_past_release(on or timezone.localdate()):
                self.stdout.write(f"Newer figures were due on {source.next_release}: {source} ({source.period}).")
        if failed := [report.name for report in reports if report.error]:
            raise CommandError(f"Not loaded: {', '.join(failed)}.")

    def _load(self, paths: list[Path], named: Path | None) -> list[FileReport]:
        try:
            manifests = (read(named),) if named else read_all()
            tasks, unknown = loader.tasks(paths, manifests, by_name=named is None)
        except (ManifestError, loader.NothingToLoad) as error:
            raise CommandError(f"{error} Nothing was written.") from error
        for outcome in reference.load_reference():
            self.stdout.write(f"{outcome.there} {outcome.name}: {outcome.added} added, {outcome.changed} changed.")
        words = loader.vocabulary()
        reports = []
        for task in tasks:
            report = loader.load(task, words)
            reports.append(report)
            for line in report.lines():
                self.stdout.write(line)
        for path in unknown:
            self.stdout.write(f"{path.name}: no manifest names it.")
        return reports

    def _sum_up(self, reports: list[FileReport], *, dry_run: bool) -> None:
        rows = sum(report.read for report in reports)
        added, changed = (sum(getattr(report, name) for report in reports) for name in ("added", "changed"))
        self.stdout.write(f"{len(reports)} files, {rows} rows: {added} figures added, {changed} changed.")
        if not any(report.wrote for report in reports):
            self.stdout.write("No change.")
        elif dry_run:
            self.stdout.write("Dry run: nothing was written.")
