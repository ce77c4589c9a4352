"""Makes all public pages for a day, a little each time: in the order of the tree, and on from where it stopped."""

import datetime
import time
from collections.abc import Iterator

from django.utils import timezone

from hub.core.kept import ahead, pages
from hub.core.models import ReadyPage, ReadyRound

AT_ONCE = 20
# The key of the one row that says how far the day's making is.
ONLY = 1


def go_on(*, now: datetime.datetime, seconds: float) -> tuple[int, bool]:
    """Make pages for about so many seconds of the processor; return how many now lie ready, and whether it is done.

    A new day, another release, and another address of a school's own begin from the first page. What is over is deleted
    first: a text that somebody took away lies here to the end of its day.
    """
    ReadyPage.objects.filter(until__lte=now).delete()
    turn = _round(timezone.localdate(now), pages.state())
    began, made = time.process_time(), 0
    try:
        for address in _to_make(turn):
            made += ahead.make(address)
            if time.process_time() - began > seconds:
                return made, False
        turn.done = True
        return made, True
    finally:
        # Also after an error: the next call goes on behind it.
        turn.save()


def _round(day: datetime.date, state: str) -> ReadyRound:
    turn = ReadyRound.objects.filter(pk=ONLY).first() or ReadyRound(pk=ONLY, day=day, state=state)
    if (turn.day, turn.state) != (day, state):
        turn = ReadyRound(pk=ONLY, day=day, state=state)
    return turn


def _to_make(turn: ReadyRound) -> Iterator[str]:
    """Yield the addresses that this round has not made, and note in it which is the last."""
    while not turn.done:
        # While some addresses of a page are made it is begun with again, if it is still there.
        where = {"path__gte" if turn.within else "path__gt": turn.after}
        found = list(ahead.public_pages().filter(**where).order_by("path")[:AT_ONCE])
        if not found:
            return
        for page in found:
            first = turn.within if page.path == turn.after else 0
            # Noted before it is tried: a page that raises is not tried again.
            turn.after, turn.within = page.path, 0
            for number, address in enumerate(ahead.addresses(page)):
                if number >= first:
                    turn.within = number + 1
                    yield address
            turn.within = 0
