"""Reads about pages of any type."""

from typing import Any


def trail(page: Any) -> list[Any]:
    """Return the live, public ancestors below the front page, topmost first; none for a page without a place yet."""
    if not page.path or page.depth <= 3:
        return []
    return list(page.get_ancestors().live().public().filter(depth__gt=2).defer_streamfields())
