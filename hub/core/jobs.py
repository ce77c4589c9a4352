"""The commands that run on a schedule (`tick`). Other rooms add theirs in `AppConfig.ready()`."""

from django.core.management.base import CommandError

# An autosaved draft leaves a revision every few seconds; half a year of them is history enough.
KEEP_REVISIONS_DAYS = 180
# The exit code of a command whose server is away and which is to be called again (EX_TEMPFAIL of sysexits.h).
TRY_AGAIN = 75
JOBS: list[tuple[str, dict[str, object]]] = [
    ("publish_scheduled", {}),
    ("purge_revisions", {"days": KEEP_REVISIONS_DAYS}),
    ("clearsessions", {}),
]


class ServerAway(CommandError):
    """A server that a command needs does not answer. Nothing is lost: the next call does the work."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=TRY_AGAIN)


def register_job(command: str, **options: object) -> None:
    """Have `manage.py tick` run a command, once each time."""
    if (command, options) not in JOBS:
        JOBS.append((command, options))
