"""Makes pages before somebody asks for them, as if somebody did: through the hub's own middleware, without a server.

After a publication the pages that it can have touched are made in a thread, beside the editor's answer; `tick` makes
all of them for each day and each release (hub.core.kept.rounds).
"""

import contextlib
import functools
import io
import itertools
import logging
import queue
import threading
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import connections
from django.http import HttpRequest
from django.http.request import validate_host
from django.utils import translation
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.core import origins
from hub.core.kept import ready
from hub.core.kept.packing import KeptPage

logger = logging.getLogger(__name__)
# In the environment of a request that only makes a page: no header of a visitor's can be called so.
WANTED = "hub.wants_page"
# How many are looked at after one request, which may publish hundreds; and of those beside one that was published: a
# school has some ten, a unit many.
AFTER, BESIDE = 60, 12
# How many such requests wait for the thread.
WAITING = 20
# Of one page with addresses of its own below it, how many: London's figures have hundreds.
BELOW = 40
_edited: ContextVar[list[int] | None] = ContextVar("pages published by this request", default=None)


def hand_over(request: HttpRequest, key: str, page: KeptPage) -> None:
    """Give a page to who had it made."""
    wanted = request.META.get(WANTED)
    if wanted is not None:
        wanted.append((key, page))


def make(address: str) -> bool:
    """Have the page at a whole address lie ready; tell whether it does. What still stands is not made again."""
    for _time in range(2):
        found: list[tuple[str, KeptPage]] = []
        with translation.override(settings.LANGUAGE_CODE):
            _handler().get_response(_request(address, found))
        # Something was written meanwhile, maybe by the making itself: a picture gets its sizes when it is first shown.
        if not found or found[0][1].made.mark:
            break
    return any(ready.put(address, key, page) for key, page in found)


@functools.cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _request(address: str, wanted: list[tuple[str, KeptPage]]) -> WSGIRequest:
    parts = urlsplit(address)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
            "HTTP_HOST": parts.netloc,
            "SERVER_NAME": parts.hostname or "",
            "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": parts.scheme,
            "wsgi.input": io.BytesIO(),
            WANTED: wanted,
        }
    )


def addresses(page: Page) -> Iterator[str]:
    """Yield the whole addresses of a specific page: its own, and those below it that a sitemap names."""
    parts = page.get_url_parts()
    if parts is None or not parts[2]:
        return
    origin = origins.of(parts[2])
    with origins.served(origin) if origin else contextlib.nullcontext():
        entries = page.get_sitemap_urls()
    for entry in entries:
        yield entry["location"] if origin else origins.hub_root() + urlsplit(entry["location"]).path


def public_pages() -> PageQuerySet:
    """Return the pages that a visitor can be shown. An alias repeats another page, or leads to it."""
    return Page.objects.live().public().filter(alias_of__isnull=True).specific()


def hindrance() -> str:
    """Say why no page is made here ahead, or nothing."""
    hub = urlsplit(origins.hub_root())
    if not settings.KEEP_PAGES or settings.DEBUG:
        return "No pages are kept here (KEEP_PAGES, DEBUG): none are made."
    if not validate_host(hub.hostname or "", settings.ALLOWED_HOSTS):
        return f"BASE_URL names {hub.hostname}, which ALLOWED_HOSTS does not: nobody comes there, so none are made."
    if settings.SECURE_SSL_REDIRECT and hub.scheme != "https":
        return "BASE_URL begins with http, and visitors are sent to https: nobody comes there, so none are made."
    return ""


@contextlib.contextmanager
def edits_noted() -> Iterator[None]:
    """Note which pages are published meanwhile, and have them made afterwards."""
    edited: list[int] = []
    token = _edited.set(edited)
    try:
        yield
    finally:
        _edited.reset(token)
    if edited and settings.MAKE_PAGES and not hindrance():
        # What does not fit is left to visitors, and to the round of the next day.
        with contextlib.suppress(queue.Full):
            _waiting().put_nowait(edited)


def on_published(sender: type[Page], instance: Page, **_kwargs: object) -> None:
    """Note a page that a request publishes (a receiver of `page_published`)."""
    edited = _edited.get()
    if edited is not None:
        edited.append(instance.pk)


@functools.cache
def _waiting() -> queue.Queue[list[int]]:
    """Return what waits for the one thread of this process that makes pages. No worker waits for it when it ends."""
    waiting: queue.Queue[list[int]] = queue.Queue(WAITING)
    threading.Thread(target=_make_waiting, args=(waiting,), name="ready pages", daemon=True).start()
    return waiting


def _make_waiting(waiting: queue.Queue[list[int]]) -> None:
    while True:
        _make_edited(waiting.get())


def _make_edited(pks: list[int]) -> None:
    try:
        make_after(pks)
    except Exception:
        # Nobody waits for this thread's answer. Visitors have the pages made, or the round of the next day.
        logger.exception("Pages were not made ahead")
    finally:
        connections.close_all()


def make_after(pks: Iterable[int]) -> int:
    """Make pages that were published, the pages above them and those beside them; return how many lie ready."""
    near = dict.fromkeys(itertools.islice(itertools.chain.from_iterable(map(_near, pks)), AFTER))
    return sum(make(address) for page in near for address in itertools.islice(addresses(page), BELOW))


def _near(pk: int) -> Iterator[Page]:
    page = public_pages().filter(pk=pk).first()
    if page is not None:
        yield page
        yield from public_pages().parent_of(page)
        yield from public_pages().sibling_of(page, inclusive=False).order_by("path")[:BESIDE]
