"""`manage.py search_rebuild`: write every entry anew from the pages."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search import indexing
from search.adapters import ADAPTERS


class Command(BaseCommand):
    help = "Write every search entry anew from the live, public pages, and retire what is no longer public."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        total = sum(indexing.searched(adapter).count() for adapter in ADAPTERS.values())
        with tqdm(total=total, unit="page", disable=not sys.stderr.isatty() or not options["verbosity"]) as bar:
            written, retired = indexing.rebuild(tell=bar.update)
        if options["verbosity"]:
            seconds = time.monotonic() - started
            self.stdout.write(f"{written} entries written, {retired} retired, in {seconds:.1f} s")
