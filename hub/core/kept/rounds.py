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

    A new day, another release, and another hostname of a school begin from the first page. What is over is deleted
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
        # Also after an error: the next call does not meet the same page again.
        turn.save()


def _round(day: datetime.date, state: str) -> ReadyRound:
    turn = ReadyRound.objects.filter(pk=ONLY).first() or ReadyRound(pk=ONLY, day=day, state=state)
    if (turn.day, turn.state) != (day, state):
        turn = ReadyRound(pk=ONLY, day=day, state=state)
    return turn


def _to_make(turn: ReadyRound) -> Iterator[str]:
    """Yield the addresses that this round has not made, and note in it which was the last."""
    while not turn.done:
        found = list(ahead.public_pages().filter(path__gt=turn.after).order_by("path").specific()[:AT_ONCE])
        if not found:
            return
        for page in found:
            first = turn.within
            try:
                addresses = list(ahead.addresses(page))
            except Exception:
                turn.after, turn.within = page.path, 0
                raise
            for address in addresses[first:]:
                turn.within += 1
                yield address
            turn.after, turn.within = page.path, 0
