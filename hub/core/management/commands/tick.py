import logging

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection

from hub.core.jobs import ServerAway, in_turn
from hub.core.kept.pages import code_mark
from hub.core.models import LastRun

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Do what has to happen by itself: scheduled publishing, reminders, old revisions, old sessions. "
        "For cron, every 5 minutes. Exit code 75: the database does not answer, and the next call does the work."
    )

    def handle(self, *args: object, **options: object) -> None:
        # Before files of another release take the place of those that this process runs: what it makes is not theirs.
        code_mark()
        try:
            failed = [name for name, arguments in in_turn(put_off) if not self._run(name, arguments)]
            LastRun.note(LastRun.TICK, failed=bool(failed))
        except (OperationalError, InterfaceError) as error:
            if database_answers():
                raise
            raise ServerAway("The database does not answer. The next call does what is left.") from error
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why; the other jobs ran.")

    def _run(self, name: str, arguments: dict[str, object]) -> bool:
        """Run one job; return whether it did not fail. One job's failure must not keep the others from running."""
        try:
            call_command(name, stdout=self.stdout, stderr=self.stderr, **arguments)
        except ServerAway as error:
            if LastRun.note(name, waiting=True):
                logger.warning("tick: %s waits: %s", name, error)
            return True
        except Exception:
            if not database_answers():
                raise
            logger.exception("tick: %s failed", name)
            LastRun.note(name, failed=True)
            return False
        LastRun.note(name)
        return True


def put_off(name: str) -> bool:
    """Note that a job waits; tell whether it did not wait already."""
    return LastRun.note(name, waiting=True)


def database_answers() -> bool:
    """Ask the database on a new connection, unless a transaction is open: what broke the last one says little."""
    if connection.in_atomic_block:
        return True
    connection.close()
    try:
        connection.ensure_connection()
    except (OperationalError, InterfaceError):
        return False
    return True
