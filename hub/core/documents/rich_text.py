"""Rich text as paragraphs and list items made of runs, so that no tag ever stands in a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Literal
from urllib.parse import urljoin

from wagtail.rich_text import expand_db_html

from hub.core.markup import Piece, pieces

_ADDRESS = re.compile(r"""\shref\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
_HIDDEN = frozenset({"script", "style", "template", "iframe"})
_SPACES = re.compile(r"[ \t\r\n]+")
_OPENABLE = ("http://", "https://", "mailto:", "tel:")
# XML has no place for these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Kind = Literal["p", "ul", "ol"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. `url` is where they lead; a line break within a paragraph is a newline."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or an item of a list. `level`: 0 for the outer list; `group` tells lists apart, whose numbers begin
    again."""

    runs: list[Run] = field(default_factory=list)
    kind: Kind = "p"
    level: int = 0
    group: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def writable(text: str) -> str:
    """Leave out the characters that no XML file can hold."""
    return _UNWRITABLE.sub("", text)


def paragraphs_of(html: str, *, base: str = "") -> list[Paragraph]:
    """Return rich text as the database holds it, or any HTML, as paragraphs; what says nothing is left out.

    Args:
        html: Wagtail's links to pages in it become addresses.
        base: the address that a link such as "/schools/" begins at; without it such a link is words only.
    """
    return _Reader(base).read(expand_db_html(html))


class _Reader:
    def __init__(self, base: str) -> None:
        self._base = base
        self._found: list[Paragraph] = []
        self._open: Paragraph | None = None
        self._lists: list[tuple[Kind, int]] = []
        self._groups = self._bold = self._italic = self._hidden = 0
        self._url = ""

    def read(self, html: str) -> list[Paragraph]:
        for piece in pieces(html):
            if piece.is_tag:
                self._tag(piece)
            elif not self._hidden:
                self._say(_SPACES.sub(" ", writable(unescape(piece.source))))
        self._close()
        return [each for each in map(_trimmed, self._found) if each.text]

    def _tag(self, piece: Piece) -> None:
        name, step = piece.name, -1 if piece.closes else 1
        if name in _BOLD:
            self._bold = max(0, self._bold + step)
        elif name in _ITALIC:
            self._italic = max(0, self._italic + step)
        elif name in _HIDDEN:
            self._hidden = max(0, self._hidden + step)
        elif name == "a":
            self._url = "" if piece.closes else self._address(piece.source)
        elif name == "br":
            self._say("\n")
        elif name in ("ul", "ol"):
            self._list("ul" if name == "ul" else "ol", closes=piece.closes)
        elif piece.is_block:
            if name != "li" and self._open is not None and not self._open.runs:
                return  # a paragraph inside an item that has said nothing yet is that item
            self._close()
            if name == "li" and not piece.closes:
                kind, group = self._lists[-1] if self._lists else ("ul", 0)
                self._open = Paragraph(kind=kind, level=max(0, len(self._lists) - 1), group=group)

    def _list(self, kind: Kind, *, closes: bool) -> None:
        self._close()
        if not closes:
            self._groups += 1
            self._lists.append((kind, self._groups))
        elif self._lists:
            self._lists.pop()

    def _address(self, source: str) -> str:
        found = _ADDRESS.search(source)
        said = unescape(found[1].strip("\"'")).strip() if found else ""
        address = urljoin(self._base, said) if said else ""
        return address if address.startswith(_OPENABLE) else ""

    def _say(self, text: str) -> None:
        if self._open is None:
            if not text.strip():
                return
            self._open = Paragraph()
        self._open.runs.append(Run(text, bool(self._bold), bool(self._italic), self._url))

    def _close(self) -> None:
        if self._open is not None:
            self._found.append(self._open)
        self._open = None


def _trimmed(paragraph: Paragraph) -> Paragraph:
    """Take the spaces from its ends and around its line breaks, and join runs that look alike."""
    runs: list[Run] = []
    for run in _without_doubled_spaces(paragraph.runs):
        if runs and (runs[-1].bold, runs[-1].italic, runs[-1].url) == (run.bold, run.italic, run.url):
            runs[-1] = Run(runs[-1].text + run.text, run.bold, run.italic, run.url)
        else:
            runs.append(run)
    if runs:
        last = runs[-1]
        runs[-1] = Run(last.text.rstrip(), last.bold, last.italic, last.url)
    paragraph.runs = [run for run in runs if run.text]
    return paragraph


def _without_doubled_spaces(runs: list[Run]) -> Iterator[Run]:
    before = " "
    for run in runs:
        text = run.text.lstrip(" ") if before in (" ", "\n") else run.text
        if text:
            before = text[-1]
            yield Run(text, run.bold, run.italic, run.url)
