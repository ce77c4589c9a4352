"""What the work that nobody waits for takes among many schools: `tick`, each of its jobs, and `search_rebuild`."""

import datetime
import io
from functools import partial

from django.core.management import call_command
from django.test.utils import override_settings
from django.utils import timezone
from wagtail.models import PageLogEntry

from hub.core.jobs import in_turn
from hub.core.kept import ahead
from hub.core.management.commands.tick import put_off
from hub.core.models import ReadyPage
from search.index.models.entries import Entry
from tests.bench.duties.measure import PLAIN_FILES, clock
from tests.bench.figures import Figures

# What is made up has nobody to write to, and hostnames that nobody answers at; its files are not collected.
NOBODY = {
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "LINK_CHECKS": False,
    "STORAGES": PLAIN_FILES,
}
# Before the first, what is made up has no entries; at the last, nothing has changed.
REBUILDS = {"from nothing": {}, "of all": {}, "unchanged": {"if_changed": True}}
# A job that takes less is not named.
TOLD_FROM = 0.1


def measure_jobs() -> Figures:
    """Run everything in the order of a day: its first `tick` and the next, then rebuilds (REBUILDS).

    The second tick begins to make the pages of the day: how many it made, of how many pages there are, is told too.

    Before the pages are measured: the report of many schools reads what `tick` has recorded. What was filled in a
    moment ago counts as published an hour ago, or the second tick would look at all of it again.
    """
    PageLogEntry.objects.update(timestamp=timezone.now() - datetime.timedelta(hours=1))
    with override_settings(**NOBODY):
        first, again = _tick(), _tick()
    made = {"ready": ReadyPage.objects.count(), "pages": ahead.public_pages().count()}
    rebuilt = {name: clock(partial(_quietly, "search_rebuild", **options)) for name, options in REBUILDS.items()}
    return {
        "ticks": {"first": first, "again": again},
        "made": made,
        "rebuilds": rebuilt,
        "entries": Entry.objects.current().count(),
    }


def _quietly(name: str, **options: object) -> None:
    call_command(name, stdout=io.StringIO(), stderr=io.StringIO(), verbosity=0, **options)


def _tick() -> Figures:
    """Run the jobs of one call, each by itself, and return the whole and those that took a while, the longest first."""
    taken = {name: clock(partial(_quietly, name, **options)) for name, options in in_turn(put_off)}
    whole = {what: sum(each[what] for each in taken.values()) for what in ("seconds", "cpu")}
    return {**whole, "jobs": {name: each["cpu"] for name, each in taken.items() if each["cpu"] >= TOLD_FROM}}
