"""Log filters: what visitors search for stays out of the log, and an outage fills no page of it."""

import logging
import re

from django.db import InterfaceError, OperationalError

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
    """Say whether an error means that the database does not answer. SQLite's also says so of a table that lacks."""
    return isinstance(error, InterfaceError | OperationalError) and "no such" not in str(error)


class OneLineWhileAway(logging.Filter):
    """Leave out the traceback of what fails because the database is away: it is the same for every request."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if database_is_away(error):
            record.msg = f"{record.getMessage()} (the database does not answer)"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True
