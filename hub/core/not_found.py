"""The page that says there is nothing at an address, in the dress of the part of the hub where that was."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hub.core import origins
from hub.core.page_context import Context

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_WORDS_MOST = 8
_LETTERS_MOST = 80

# (request): the template and what it is given; None where another answers. It is asked only when a page was not found.
Finder = Callable[[HttpRequest], tuple[str, Context] | None]
_finders: list[Finder] = []


def register_not_found(finder: Finder) -> None:
    """Let `finder(request)` dress the page for what lies in its part of the hub. Called from AppConfig.ready()."""
    if finder not in _finders:
        _finders.append(finder)


def words_of(path: str) -> str:
    """Return the words in an address, as somebody would have typed them into a search box; at most eight."""
    codes = {code for code, _name in settings.LANGUAGES}
    words = [word for word in _WORD.findall(unquote(path)) if word.lower() not in codes]
    return " ".join(words[:_WORDS_MOST])[:_LETTERS_MOST].strip()


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, with a search form filled in from the address that was tried."""
    here = origins.current()
    found = next((found for finder in _finders if (found := finder(request))), ("404.html", {}))
    path = (here.below(request.path) or "") if here else request.path
    return render(request, found[0], {"words": words_of(path), **found[1]}, status=404)
