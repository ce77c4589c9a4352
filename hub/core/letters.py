"""Letters that a room writes and another room sends: what one is, and the registry through which it leaves.

The room that sends has the queue and the addresses that want no letters; whoever writes need not know it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

File = tuple[str, str, str]


class Why(Enum):
    """Why a letter is written. Who wants no letters gets no `NEWS`; only what is `AGREED` has no link to stop them."""

    NEWS = "news"
    ASKED = "asked"  # by its reader, who waits for it
    AGREED = "agreed"  # it concerns a visit or meeting that was agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: the room and name of its template, to whom, in which language. `files` are (name, content, type).

    `key` is the same for the same thing told to the same person, so that a mailbox that gets it twice shows it once.
    """

    name: str
    to: str
    context: dict[str, Any]
    key: str
    language: str = ""
    files: tuple[File, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    why: Why = Why.NEWS
    room: str = "opportunities"

    @property
    def template(self) -> str:
        """The name of the template of its text."""
        return f"{self.room}/mail/{self.name}.txt"


def absolute(path: str) -> str:
    """Return an address of the hub as a letter gives it."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


Sender = Callable[[Iterable[Letter]], None]
_senders: list[Sender] = []


def register_sender(sender: Sender) -> None:
    """Name what sends letters. Called from AppConfig.ready() of the room that does."""
    _senders[:] = [sender]


def post(letters: Iterable[Letter]) -> None:
    """Send each letter after the transaction around this call, but none to an address that wants none.

    Raises:
        ImproperlyConfigured: where no room sends letters.
    """
    if not _senders:
        raise ImproperlyConfigured("no room sends letters: register_sender()")
    _senders[0](letters)
