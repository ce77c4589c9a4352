"""HTML as it is read: white space beside a tag says nothing to most readers, and lines may break inside a tag."""

import re
from html import unescape


def flat(html: str) -> str:
    """Return HTML with no white space beside its tags and one space wherever else there is some."""
    return re.sub(r" ?(<[^>]*>) ?", r"\1", re.sub(r"\s+", " ", html))


def text_of(response) -> str:
    """Return the words of a page's main part, one space between them, punctuation as it is read."""
    html = response.content.decode()
    main = re.sub(r"<(script|style)\b.*?</\1>", " ", html[html.find("<main") :], flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main))).strip()
