"""Pages that this process has just shown: what everybody looks at is not fetched from the cache each time.

Which state of the hub they are of is asked of the database each time, so they are no older than those of the cache.
"""

import threading
from collections import OrderedDict

from hub.core.kept.packing import KeptPage

# Of the pages' bytes, compressed, and of what they were made from: some hundreds of pages.
MOST_BYTES = 4_000_000
_pages: OrderedDict[str, KeptPage] = OrderedDict()
_lock = threading.Lock()
_bytes = [0]


def get(key: str) -> KeptPage | None:
    """Return what this process holds under `key`, whatever became of it."""
    return _pages.get(key)


def put(key: str, page: KeptPage) -> None:
    """Hold a page, and let those go that were put here first."""
    with _lock:
        _forget(key)
        _pages[key] = page
        _bytes[0] += _size(page)
        while _bytes[0] > MOST_BYTES:
            _forget(next(iter(_pages)))


def _forget(key: str) -> None:
    """Hold a page no longer; whoever calls has the lock."""
    if gone := _pages.pop(key, None):
        _bytes[0] -= _size(gone)


def _size(page: KeptPage) -> int:
    return len(page.body) + len(page.made.reads)


def clear() -> None:
    """Hold nothing."""
    with _lock:
        _pages.clear()
        _bytes[0] = 0
