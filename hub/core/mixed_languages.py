"""Marks what stands in English on a page of another language: each run of text, and each link that leads to English.

Most of the hub's words, and most addresses, exist in English alone. A screen reader reads what is not marked with the
voice of the page's language. Marking happens once, on the finished page, because a template cannot know whether a word
is in the catalogue of the reader's language.
"""

import functools
import re
import unicodedata
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_info

from hub.core.markup import Piece, pieces

# Elements whose content holds no elements, or whose text no reader is shown.
CLOSED = frozenset({"script", "style", "title", "option", "textarea", "svg", "template", "head"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
HREF = re.compile(r"""\shref="([^"]*)\"""")


class MixedLanguagesMiddleware:
    """Marks the pages of the languages that are not the site's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        mark(request, response)
        return response


def mark(request: HttpRequest, response: HttpResponseBase) -> None:
    """Mark the page that is the answer to a request, once: what is kept of it may be compressed when it comes here."""
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    is_page = response.get("Content-Type", "").startswith("text/html")
    if not is_page or not isinstance(response, HttpResponse) or getattr(response, "is_marked", False):
        return
    if language != settings.LANGUAGE_CODE:
        response.content = marked(response.content.decode(response.charset), language).encode(response.charset)
        if "Content-Length" in response:
            response["Content-Length"] = str(len(response.content))
    response.is_marked = True  # type: ignore[attr-defined]


def marked(html: str, language: str) -> str:
    """Return `html`, a page in `language`, with its English marked as such.

    Text is known by its letters: a language written in Latin letters cannot be told from English, and is left alone.
    """
    if _is_latin(get_language_info(language)["name_local"]):
        return html
    found: list[str] = []
    # The open elements, each with whether what it holds is to be marked.
    inside: list[tuple[str, bool]] = [("", True)]
    for piece in pieces(html):
        marking = inside[-1][1]
        if piece.is_tag:
            found.append(_link(piece, language) if piece.name == "a" and not piece.closes else piece.source)
            _follow(piece, inside, marking=marking, language=language)
        else:
            found.append(_text(piece.source) if marking and _is_latin(piece.source) else piece.source)
    return "".join(found)


def _follow(piece: Piece, inside: list[tuple[str, bool]], *, marking: bool, language: str) -> None:
    """Bring the open elements up to date with a tag. A closing tag closes what was left open inside its element."""
    if piece.closes:
        at = next((at for at in range(len(inside) - 1, 0, -1) if inside[at][0] == piece.name), 0)
        del inside[at or len(inside) :]
    elif piece.name and piece.name not in VOID and not piece.source.endswith("/>"):
        said = re.search(r'\slang="([^"]*)"', piece.source)
        marking = said[1] == language if said else marking
        inside.append((piece.name, marking and piece.name not in CLOSED))


def _text(text: str) -> str:
    words = text.strip()
    before, after = text.split(words, 1)
    return f'{before}<span lang="{settings.LANGUAGE_CODE}" dir="ltr">{words}</span>{after}'


def _link(piece: Piece, language: str) -> str:
    """Return the tag of a link, with its language where it leads to a page of this site in another one."""
    href = HREF.search(piece.source)
    here = href is not None and href[1].startswith("/") and not href[1].startswith(("//", f"/{language}/"))
    if not here or "hreflang=" in piece.source:
        return piece.source
    return f'{piece.source[:2]} hreflang="{settings.LANGUAGE_CODE}"{piece.source[2:]}'


@functools.lru_cache(maxsize=4096)
def _letter_is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


def _is_latin(text: str) -> bool:
    """Tell whether there are letters in `text`, and all of them Latin. Entities are no letters."""
    letters = [letter for letter in re.sub(r"&#?\w+;", "", text) if letter.isalpha()]
    return bool(letters) and all(map(_letter_is_latin, letters))
