"""The grounds on which a school refuses access, as its own page publishes them. Pure."""

import re

from hub.schools.text import plain

LONGEST = 400
# A list item is a ground of its own; a text without a list has one in each paragraph.
_ITEM = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL | re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL | re.IGNORECASE)


def grounds_of(text: str) -> list[str]:
    """Return the grounds in a rich text, in its order, each once and plain."""
    found = _ITEM.findall(text) or _PARAGRAPH.findall(text) or [text]
    return list(dict.fromkeys(ground[:LONGEST] for each in found if (ground := plain(each))))
