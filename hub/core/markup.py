"""Splits HTML into tags and text in one pass, whatever it is given."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_BLOCKS = frozenset(
    {"p", "li", "ul", "ol", "div", "section", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr"}
)
_BLOCKS |= {"table", "tr", "td", "th", "dl", "dt", "dd"}
_OPENS = re.compile(r"<(?=[a-zA-Z/!?])")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")


class Piece(NamedTuple):
    """A tag or a run of text, as it stands. `name`: the tag's, in small letters, "" for text and comments."""

    source: str
    is_tag: bool = False
    name: str = ""

    @property
    def closes(self) -> bool:
        return self.source.startswith("</")

    @property
    def is_block(self) -> bool:
        """Text before and after this tag stands in different lines."""
        return self.name in _BLOCKS


def pieces(html: str) -> Iterator[Piece]:
    """Yield every piece of `html`: joined, they are `html`. A tag that never ends is one to the end of the text."""
    at = 0
    while at < len(html):
        found = _OPENS.search(html, at)
        begin = found.start() if found else len(html)
        if begin > at:
            yield Piece(html[at:begin])
        if found:
            at = _end_of_tag(html, begin)
            name = _NAME.match(html, begin)
            yield Piece(html[begin:at], is_tag=True, name=name[1].lower() if name else "")
        else:
            at = begin


def _end_of_tag(html: str, begin: int) -> int:
    if html.startswith("<!--", begin):
        end = html.find("-->", begin + 4)
        return len(html) if end < 0 else end + 3
    at = begin + 1
    while found := _QUOTE_OR_END.search(html, at):
        if found[0] == ">":
            return found.end()
        closing = html.find(found[0], found.end())
        if closing < 0:
            break
        at = closing + 1
    return len(html)


def text_by_line(html: str) -> str:
    """Return the text of `html`, a line for each paragraph or point, entities as their characters."""
    parts = ("\n" if piece.is_block else "" if piece.is_tag else piece.source for piece in pieces(html))
    return unescape("".join(parts))
