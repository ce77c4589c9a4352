"""Parts of the hub that are read at an origin (scheme and host) of their own, beside their address on the hub.

Every address inside is one of the hub: views, pages, redirects and caches know no other. What is written for readers
passes through `link` (on the page being served) or `full` (anywhere: mails, feeds, link previews). A room above
registers which parts have an origin, in `AppConfig.ready()`; its middleware says, with `served`, which one a request
came to. Meanwhile the script prefix is the hub's own root, so that `reverse()` and `{% url %}` lead to the hub.
"""

import contextlib
import functools
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.urls import get_script_prefix, set_script_prefix


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of the hub is read: `root` is "https://careers.example.sch.uk", `mount` its address on the hub
    without a language, "/schools/example-100001/"."""

    root: str
    mount: str

    def below(self, path: str) -> str | None:
        """Return what an address of the hub is at this origin; None for what does not lie under the mount."""
        language, rest = split_language(path)
        if not f"{rest}/".startswith(self.mount):
            return None
        return f"{language}/{rest[len(self.mount) :]}"

    def at_hub(self, path: str) -> str:
        """Return what an address at this origin is on the hub."""
        language, rest = split_language(path)
        return f"{language}{self.mount}{rest[1:]}"


# (address of the hub, maybe with a language): the origin at which it is read, if it has one.
Finder = Callable[[str], Origin | None]
_finders: list[Finder] = []
_served: ContextVar[Origin | None] = ContextVar("served origin", default=None)


def register_origins(finder: Finder) -> None:
    """Let `finder(address of the hub)` say at which origin that is read. Called from AppConfig.ready()."""
    if finder not in _finders:
        _finders.append(finder)


@functools.cache
def _prefix() -> re.Pattern[str]:
    codes = "|".join(re.escape(code) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
    return re.compile(rf"/(?:{codes})(?=/|$)" if codes else r"(?!)")


def split_language(path: str) -> tuple[str, str]:
    """Return the language of an address ("/bn", or nothing) and what follows it, which begins with a slash."""
    found = _prefix().match(path)
    return (found[0], path[found.end() :] or "/") if found else ("", path)


def hub_root() -> str:
    """Return scheme and host of the hub, without a last slash."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def current() -> Origin | None:
    """Return the origin that the request being answered came to; None on the hub, and where there is no request."""
    return _served.get()


@contextlib.contextmanager
def served(origin: Origin) -> Iterator[None]:
    """Answer a request that came to `origin`: `link` writes what a reader there can follow."""
    before, token = get_script_prefix(), _served.set(origin)
    set_script_prefix(hub_root())
    try:
        yield
    finally:
        set_script_prefix(before)
        _served.reset(token)


def without_root(address: str) -> str:
    """Return an address of the hub without scheme and host; any other as it is."""
    return address.removeprefix(hub_root())


def plain(path: str) -> str:
    """Return what `reverse()` gave as an address of the hub without its root."""
    return without_root(path) if current() else path


def at_hub(path: str) -> str:
    """Return an address of the hub as a link that leads to the hub, from wherever it is read."""
    return f"{hub_root()}{path}" if current() else path


def elsewhere(path: str) -> str | None:
    """Return the whole address of what the hub has at `path`, if that is read at an origin of its own."""
    found = of(path)
    below = found.below(path) if found else None
    return None if found is None or below is None else found.root + below


def of(path: str) -> Origin | None:
    """Return the origin at which what the hub has at `path` is read, if that has one of its own."""
    return next((origin for finder in _finders if (origin := finder(path))), None)


def full(path: str) -> str:
    """Return the one whole address of what the hub has at `path`, for what leaves the site."""
    return elsewhere(path) or f"{hub_root()}{path}"


def link(path: str) -> str:
    """Return what the hub has at `path` as a link on the page being served."""
    path, here = plain(path), current()
    own = here.below(path) if here else None
    return own if own is not None else elsewhere(path) or at_hub(path)
