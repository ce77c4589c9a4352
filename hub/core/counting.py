"""Counts in the cache, for what may be done so often in a while."""

from django.core.cache import cache


def count(key: str, *, seconds: int) -> int:
    """Add one to a count that is forgotten `seconds` after it began; return what it is now.

    Where the cache cannot count it is 1: nobody is refused because a server is away.
    """
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # expired between the two lines, or the cache went away
        return 1
