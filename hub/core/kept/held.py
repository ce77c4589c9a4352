"""What lies under a page's key in the cache, or ready in the database, and whether it still is what would be made."""

import logging
import time
import zlib
from dataclasses import replace
from datetime import datetime

from django.core.cache import caches
from django.db import DatabaseError, connection

from hub.core.kept import near, ready, writes
from hub.core.kept.packing import KeptPage, Made
from hub.core.kept.reads import Reads

logger = logging.getLogger(__name__)
CACHE = "pages"
QUIET_SECONDS = 60
_said = [0.0]


def find(key: str, mark: str, *, now: datetime) -> KeptPage | None:
    """Return the page that is kept under `key` if it is what would be made now: `mark` was read for this request.

    When only the mark moved, what the page read is read again, and the page is kept under the new mark. What the cache
    does not have may lie ready, and is kept from then on.
    """
    held = near.get(key)
    if held and held.made.mark == mark and held.made.until > now.timestamp():
        return held
    held = _get(key)
    page = _stands(held, mark, now=now) or _stands(ready.find(key), mark, now=now)
    if page and page is not held:
        _set(key, page, page.made.until - now.timestamp())
    if page:
        near.put(key, page)
    return page


def _stands(page: KeptPage | None, mark: str, *, now: datetime) -> KeptPage | None:
    """Return a page as one of this mark, if it would come out the same."""
    if page is None or page.made.until <= now.timestamp():
        return None
    if page.made.mark == mark:
        return page
    if not _still_reads_so(page.made):
        return None
    # What was written since the mark was read moved it once more: the next visitor finds that.
    return replace(page, made=replace(page.made, mark=mark))


def hold(key: str, page: KeptPage, *, mark: str, read: Reads, until: datetime) -> KeptPage:
    """Keep a page that was made after `mark` was read, with what it read; not if something was written meanwhile.

    Return it with what it was made from, or as it is where it is not kept.
    """
    packed, answers = (zlib.compress(read.packed().encode(), 6), read.answers(connection)) if read.whole else (b"", "")
    if writes.current(connection) != mark:
        return page
    page = replace(page, made=Made(mark, until.timestamp(), packed, answers))
    _set(key, page, until.timestamp() - time.time())
    return page


def _still_reads_so(made: Made) -> bool:
    try:
        return bool(made.reads) and Reads.unpacked(zlib.decompress(made.reads)).answers(connection) == made.answers
    except DatabaseError:
        # A table that this release reads is another one by now.
        return False


def _get(key: str) -> KeptPage | None:
    try:
        return KeptPage.unpacked(caches[CACHE].get(key))
    except Exception as error:
        _say(error)
        return None


def _set(key: str, page: KeptPage, seconds: float) -> None:
    try:
        caches[CACHE].set(key, page.packed(), max(1, int(seconds)))
    except Exception as error:
        _say(error)


def _say(error: Exception) -> None:
    """Write a line to the log, but not one for each page."""
    if time.monotonic() > _said[0] + QUIET_SECONDS:
        _said[0] = time.monotonic()
        logger.warning("Kept pages: the cache fails (%s). Pages are made afresh.", type(error).__name__)
