import logging

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hub.core.jobs import JOBS

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Do what has to happen by itself: scheduled publishing, reminders, old revisions, old sessions. "
        "For cron, every 5 minutes."
    )

    def handle(self, *args: object, **options: object) -> None:
        failed = []
        for name, arguments in JOBS:
            try:
                call_command(name, stdout=self.stdout, stderr=self.stderr, **arguments)
            except Exception:
                # One job's failure must not keep the others from running; the exit code still tells cron.
                logger.exception("tick: %s failed", name)
                failed.append(name)
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why; the other jobs ran.")
