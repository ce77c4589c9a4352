"""Log filters: what visitors search for stays out of the log, and an outage fills no page of it."""

import logging
import re
import sqlite3

from django.db import InterfaceError, OperationalError

# PostgreSQL's SQLSTATE: connection lost, no room for one more (memory, disk, connections), shut down by its operator.
AWAY_STATES = ("08", "53", "57P")
_QUERY = re.compile(r"\?[^\s\"']*")


class DropQueryStrings(logging.Filter):
    """Cut `?...` from log messages and their arguments, so that searches cannot be tied to an address and a time."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = _QUERY.sub("", record.msg) if not record.args else record.msg
        if isinstance(record.args, tuple):
            record.args = tuple(_QUERY.sub("", arg) if isinstance(arg, str) else arg for arg in record.args)
        return True


def database_is_away(error: BaseException | None) -> bool:
    """Say whether an error means that the database does not answer, and not that it refused what it was asked.

    Both kinds come as OperationalError: SQLite's for a table that is missing, PostgreSQL's for a deadlock.
    """
    if not isinstance(error, InterfaceError | OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(AWAY_STATES)


class OneLineWhileAway(logging.Filter):
    """Leave out the traceback of what fails because the database is away: it is the same for every request."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if database_is_away(error):
            record.msg = f"{record.getMessage()} (the database does not answer)"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True
