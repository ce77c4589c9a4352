"""The commands that run on a schedule (`tick`). Other rooms add theirs in `AppConfig.ready()`."""

import time
from collections.abc import Callable, Iterator

from django.core.management.base import CommandError

# An autosaved draft leaves a revision every few seconds; half a year of them is history enough.
KEEP_REVISIONS_DAYS = 180
# The exit code of a command whose server is away and which is to be called again (EX_TEMPFAIL of sysexits.h).
TRY_AGAIN = 75
# Seconds of processor. A run with a job that took as long leaves what is done once a day to the next run.
LONG_SECONDS = 30
JOBS: list[tuple[str, dict[str, object]]] = [
    ("publish_scheduled", {}),
    ("purge_revisions", {"days": KEEP_REVISIONS_DAYS}),
    ("clearsessions", {}),
]
# After all others, for what they leave of LONG_SECONDS: nothing but the processor's time depends on it.
LAST = "make_pages"


class ServerAway(CommandError):
    """A server that a command needs does not answer. Nothing is lost: the next call does the work."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=TRY_AGAIN)


def register_job(command: str, **options: object) -> None:
    """Have `manage.py tick` run a command, once each time."""
    if (command, options) not in JOBS:
        JOBS.append((command, options))


def in_turn(put_off: Callable[[str], bool]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the jobs of one run, each to be done before the next is asked for.

    At three thousand schools two jobs of the day are long, and a run is to be over before the next one begins. By the
    processor's time and not the clock's: a job that waits for other servers holds nothing back. `put_off(name)` notes
    that a job waits for the next run, and tells whether it may: once, not for ever.
    """
    was_long, start = False, time.process_time()
    for name, options in JOBS:
        if was_long and options.get("daily") and put_off(name):
            continue
        began = time.process_time()
        yield name, options
        was_long |= time.process_time() - began > LONG_SECONDS
    left = LONG_SECONDS - (time.process_time() - start)
    if left > 0:
        yield LAST, {"seconds": left}
