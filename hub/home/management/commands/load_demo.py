import datetime
from collections.abc import Callable
from functools import partial
from io import StringIO
from time import perf_counter

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from wagtail.log_actions import log

from hub.core.arguments import day
from hub.home import tree
from hub.home.demo import (
    audits,
    careers_days,
    clusters,
    employers,
    events,
    example,
    ledger,
    news,
    resources,
    schools,
    translations,
    units,
    users,
    visits,
)
from hub.home.models import HomePage
from search.index.receivers import left_to_rebuild

# In this order: units name resources, and schools name units.
ROOMS = {
    "news": news,
    "resources": resources,
    "units": units,
    "schools": schools,
    "clusters": clusters,
    "employers": employers,
    "visits": visits,
    "events": events,
    "example": example,
    "audits": audits,
    "careers days": careers_days,
    "translations": translations,
    "users": users,
}


class Command(BaseCommand):
    help = (
        "Bootstrap the hub and load the demo content: sample units, resources, news and invented schools. "
        "Dates count from --on. What is already there is left as it is; remove_demo takes the demo away again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, default=None, metavar="YYYY-MM-DD", help="the day it is (default: today)")
        parser.add_argument("--once", action="store_true", help="do nothing if it was loaded before")

    def handle(self, *, on: datetime.date | None, once: bool, **options: object) -> None:
        if once and ledger.was_loaded():
            self.stdout.write("Demo content: already loaded, nothing changed.")
            return
        on = on or timezone.localdate()
        before = self._size()
        self._step("the hub itself", lambda: call_command("bootstrap", on=on, stdout=StringIO()))
        home = tree.front_page()
        try:
            with left_to_rebuild():
                for name, room in ROOMS.items():
                    self._step(name, partial(self._recorded, room.load, home=home, on=on))
        finally:
            self._step("search entries", lambda: self._last_line("search_rebuild"))
        log(instance=home, action=ledger.LOADED, data={"on": on.isoformat()})
        added = self._size() - before
        self.stdout.write(f"Demo content: {added} pages added." if added else "Demo content: nothing changed.")

    def _size(self) -> int:
        return sum(root.get_descendant_count() + 1 for root in HomePage.objects.all())

    def _last_line(self, command: str) -> str:
        out = StringIO()
        call_command(command, stdout=out)
        last = (out.getvalue().strip().splitlines() or [""])[-1]
        return last if "  " not in last else ""  # a row of a table says nothing by itself

    def _recorded(self, load: Callable[..., str | None], *, home: HomePage, on: datetime.date) -> str | None:
        with ledger.recording(home):
            return load(home=home, on=on)

    def _step(self, name: str, run: Callable[[], str | None]) -> None:
        start = perf_counter()
        said = run()
        self.stdout.write(f"  {name:<16} {perf_counter() - start:5.1f} s  {said or ''}".rstrip())
