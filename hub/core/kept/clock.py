"""Until when a page says what is so: the end of the day in London, or sooner where it shows what ends by the hour.

Whatever a page reads from the clock besides the day it says here, with `good_until`: a page is kept no longer.
"""

import contextlib
import datetime
from collections.abc import Iterator
from contextvars import ContextVar

from django.utils import timezone

_moments: ContextVar[list[datetime.datetime] | None] = ContextVar("moments that end a page", default=None)


def good_until(moment: datetime.datetime | None) -> None:
    """Say that the page being made shows something else from `moment` on; nothing, if there is no such moment."""
    said = _moments.get()
    if said is not None and moment is not None:
        said.append(moment)


@contextlib.contextmanager
def noted() -> Iterator[list[datetime.datetime]]:
    """Gather the moments that are said while a page is made."""
    said: list[datetime.datetime] = []
    token = _moments.set(said)
    try:
        yield said
    finally:
        _moments.reset(token)


def end_of(moments: list[datetime.datetime], *, now: datetime.datetime) -> datetime.datetime:
    """Return the first of the moments from `now` on, at the latest the next midnight in London."""
    tomorrow = timezone.localdate(now) + datetime.timedelta(days=1)
    midnight = timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time.min))
    return min([midnight, *(moment for moment in moments if moment >= now)])
