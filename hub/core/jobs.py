"""What has to happen by itself, as names of commands. Rooms above add theirs in `AppConfig.ready()`."""

# An autosaved draft leaves a revision every few seconds; half a year of them is history enough.
KEEP_REVISIONS_DAYS = 180
JOBS: list[tuple[str, dict[str, object]]] = [
    ("publish_scheduled", {}),
    ("purge_revisions", {"days": KEEP_REVISIONS_DAYS}),
    ("clearsessions", {}),
]


def register_job(command: str, **options: object) -> None:
    """Have `manage.py tick` run a command, once each time."""
    if (command, options) not in JOBS:
        JOBS.append((command, options))
