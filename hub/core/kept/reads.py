"""What a page was made from: the statements that it read, and what stood for their answers.

When something was written since, the same statements are sent once more, without models and templates. Where they
answer what they answered, the page would come out the same: so it stands, and only what the edit touches is made
afresh. It knows nothing of tables, so it cannot forget one.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Self

from django.db.backends.base.base import BaseDatabaseWrapper

# What a process, or the shared cache, holds of the database for longer than a page takes: where its pages begin.
ALWAYS = (
    "SELECT id, hostname, port, is_default_site, root_page_id FROM wagtailcore_site ORDER BY id",
    "SELECT id, language_code FROM wagtailcore_locale ORDER BY id",
)
# A page that reads more is made afresh: asking again would cost as much.
MOST = 300
PLAIN = (str, int, float, bool, type(None))
Statement = tuple[str, tuple[Any, ...] | None]


@dataclass(slots=True)
class Reads:
    """The statements, each once, in the order in which they were sent; `whole` says that all of them can be again."""

    statements: dict[Statement, None] = field(default_factory=dict)
    whole: bool = True

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Send a statement and remember it (a wrapper of Django's connections)."""
        verb = sql.lstrip()[:9].upper()
        if verb.startswith("SELECT") and not many:
            statement = _plain(context["connection"], sql, params)
            if statement is None or len(self.statements) >= MOST:
                self.whole = False
            else:
                self.statements[statement] = None
        elif not verb.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.whole = False
        return execute(sql, params, many, context)

    def answers(self, connection: BaseDatabaseWrapper) -> str:
        """Return what stands for all that the statements answer now."""
        found = blake2b(digest_size=16)
        with connection.cursor() as cursor:
            for sql, params in self.statements:
                cursor.execute(sql, params)
                for row in cursor.fetchall():
                    # The only kind of value that is not written as what it holds.
                    found.update(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]).encode())
                found.update(b"\n")
        return found.hexdigest()

    def packed(self) -> str:
        """Return them as text."""
        return json.dumps([[sql, params] for sql, params in self.statements])

    @classmethod
    def unpacked(cls, text: str | bytes) -> Self:
        """Return those that were packed."""
        return cls({(sql, None if params is None else tuple(params)): None for sql, params in json.loads(text)})


@contextlib.contextmanager
def noted(connection: BaseDatabaseWrapper) -> Iterator[Reads]:
    """Remember what is read meanwhile, and what is always read."""
    reads = Reads({(sql, None): None for sql in ALWAYS})
    with connection.execute_wrapper(reads.note):
        yield reads


def _plain(connection: BaseDatabaseWrapper, sql: str, params: Sequence[Any] | None) -> Statement | None:
    """Return a statement as it can be written down; None for one that cannot."""
    if connection.vendor == "postgresql":
        composed: str = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
        return composed, None
    values = None if params is None else tuple(params)
    return (sql, values) if all(isinstance(value, PLAIN) for value in values or ()) else None
