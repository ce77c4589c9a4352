"""Says whether anything that visitors see changed: a page that is kept stands until it does."""

import uuid

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

# A writer takes a row that no other holds, so nobody waits for another's transaction, and none locks another out.
_FREE = "SELECT id FROM core_publicmark ORDER BY id LIMIT 1"
_MOVE = "UPDATE core_publicmark SET token = %s WHERE id = ({free})"


class PublicMark(models.Model):
    """A row that gets another token with what is written; all tokens together stand for one state of the hub.

    As many rows as writers were ever at work at once. A token is written in the writer's own transaction, so it is
    seen together with what was written, and goes when that is rolled back.
    """

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token

    @classmethod
    def move(cls, connection: BaseDatabaseWrapper) -> None:
        """Have what each kept page read be read again before it is shown, from this transaction's end."""
        token = uuid.uuid4().hex
        free = f"{_FREE} FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else _FREE
        with connection.cursor() as cursor:
            cursor.execute(_MOVE.format(free=free), [token])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO core_publicmark (token) VALUES (%s)", [token])

    @classmethod
    def current(cls, using: str = "default") -> str:
        """Return what stands for the state that a reader sees now; empty where nothing was ever written."""
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT token FROM core_publicmark ORDER BY id")
            return " ".join(token for (token,) in cursor.fetchall())
