"""Tells a page that says "not found" though its server says that all is well. Conservative: in doubt it is a page."""

import re
from html import unescape

# A title has the site's name beside it, with one of these between.
_BETWEEN = re.compile(r"\s+[|–—·:•»-]+\s+|\s*[|–—·•»]\s*|:\s+")
_SAYS = re.compile(
    r"""
    (?:sorry[,.!]?\s+|oops[,.!]*\s+|we(?:'|’)re\s+sorry[,.]?\s+|error\s*[:,-]?\s+)?
    (?:
      (?:http\s+)?(?:error\s+)?(?:404|410)(?:\s+error)?[.!]?
      | (?:(?:http\s+)?(?:error\s+)?(?:404|410)\s*[,.:-]?\s*)?
        (?:(?:the|this|that|your|requested|your\ requested|the\ requested)\s+)?
        (?:page|file|resource|document|content|url|article|web\s*page)\s+
        (?:(?:you\s+(?:requested|were\s+looking\s+for|are\s+looking\s+for|want)\s+)?)
        (?:was\s+|is\s+)?
        (?:not\s+found|no\s+longer\s+(?:exists|available|here)|not\s+available
          |(?:can(?:'|’)?t|cannot|can\s+not|could\s+not|couldn(?:'|’)t)\s+be\s+found
          |(?:does\s+not|doesn(?:'|’)t)\s+exist)
      | (?:(?:http\s+)?(?:error\s+)?(?:404|410)\s*[,.:-]?\s*)not\s+found
      | not\s+found
      | we\s+(?:can(?:'|’)?t|cannot|could\s+not|couldn(?:'|’)t)\s+find\s+(?:that|this|the|your)\s+page
        (?:\s+(?:you(?:'|’)re|you\s+are|you\s+were)\s+looking\s+for)?
    )
    \s*[.!]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WATCHED = ("title", "h1")
# What stands in these is not read: a script may hold the heading of another page, a drawing a title of its own.
_UNREAD = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<svg", "</svg"))
_TAG = re.compile(r"<[^>]*>")
# A heading that is longer says something else. Characters.
_LONGEST = 600


def _find(what: str, text: str, start: int = 0) -> int:
    found = re.compile(re.escape(what), re.IGNORECASE).search(text, start)
    return found.start() if found else -1


def _without(text: str, opening: str, closing: str) -> str:
    """Return `text` without what stands between; by search alone, since a hostile page makes a parser slow or fail."""
    kept, at = [], 0
    while (start := _find(opening, text, at)) >= 0:
        kept.append(text[at:start])
        end = _find(closing, text, start)
        at = len(text) if end < 0 else end + len(closing)
    return " ".join([*kept, text[at:]])


def _first(tag: str, text: str) -> str:
    """Return what stands in the first element of this name, on one line."""
    start = re.compile(rf"<{tag}(?=[\s>/])", re.IGNORECASE).search(text)
    begins = text.find(">", start.end()) if start else -1
    ends = _find(f"</{tag}", text, begins) if begins >= 0 else -1
    if not 0 <= begins < ends <= begins + _LONGEST:
        return ""
    return " ".join(unescape(_TAG.sub(" ", text[begins + 1 : ends])).split())


def headings(page: bytes, content_type: str) -> list[str]:
    """Return the title and the first main heading of a page, each on one line; its bytes may end anywhere."""
    found = re.search(r"charset=[\"']?([\w-]+)", content_type, re.IGNORECASE)
    try:
        text = page.decode(found[1] if found else "utf-8", "replace")
    except (LookupError, ValueError):  # no such charset, or one that is not for pages
        text = page.decode("utf-8", "replace")
    for opening, closing in _UNREAD:
        text = _without(text, opening, closing)
    return [_first(tag, text) for tag in _WATCHED]


def says_not_found(page: bytes, content_type: str) -> str:
    """Return the words with which a page says that it is not there, or an empty string."""
    for heading in headings(page, content_type):
        parts = [heading, *_BETWEEN.split(heading)]
        if any(_SAYS.fullmatch(part.strip()) for part in parts):
            return heading[:200]
    return ""
