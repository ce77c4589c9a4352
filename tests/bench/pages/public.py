"""What a visitor's page costs beside a stock Wagtail page of as many words: the same process, the same run."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils.html import strip_tags
from wagtail.models import Page, Site

from curriculum import lessons as stored
from curriculum.models import UnitPage
from hub.core.kept import ahead, near
from hub.core.models import PublicMark
from hub.schools.careers.models.page import CareersPage
from hub.schools.microsites.models import SchoolHomePage, SchoolIndexPage
from tests.bench.duties.measure import PLAIN_FILES
from tests.bench.pages import NoSuchPageError

ROOT = Path(__file__).resolve().parents[3]
NAME = "localhost"
STOCK, STOCK_TEMPLATE = "stock", "tools/stock.html"
# A worker's whole import and its first page; and what it holds then.
WORKER = """
import time
began = time.process_time()
from hub.wsgi import application
print(time.process_time() - began)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""


@dataclass(frozen=True)
class Taken:
    """The processor's milliseconds for an answer, at least and in the middle, its queries and its bytes."""

    least: float
    middle: float
    queries: int
    size: int


def visited() -> dict[str, str]:
    """Return the addresses by name; raise NoSuchPageError if a kind of page lacks."""
    school = _first(CareersPage.objects.exclude(programme_summary=""))
    unit = _first(UnitPage.objects.exclude(lessons=[]))
    return {
        "home": "/",
        "careers": school.url,
        "school": _first(SchoolHomePage.objects.filter(school=school.specific.school_id)).url,
        "unit": unit.url,
        "lesson": unit.specific.url + stored.path_of(unit.specific.lessons.raw_data[0]),
        "directory": _first(SchoolIndexPage.objects.all()).url,
        "search": "/search/?q=work",
    }


def _first(pages: Any) -> Page:
    page = pages.live().public().filter(locale__language_code="en").order_by("path").first()
    if page is None:
        raise NoSuchPageError(f"There is no page of the kind {pages.model._meta.verbose_name}")
    return page


@contextlib.contextmanager
def stock_page(words: int) -> Iterator[str]:
    """Have a stock Wagtail page of so many words below the front page; yield its address.

    Its kind is `wagtail.models.Page` itself, so it saves the query by which Wagtail reads a kind's own fields.
    """
    text = " ".join(["<p>Careers education for each pupil, every year and in all subjects.</p>"] * (words // 10))
    page = Page(title="Stock", slug="stock", search_description=text, show_in_menus=True)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    before = Page.template
    Page.template = STOCK_TEMPLATE
    try:
        yield page.url
    finally:
        Page.template = before
        page.delete()


def words_at(address: str) -> int:
    """Return how many words a page shows."""
    with override_settings(STORAGES=PLAIN_FILES, KEEP_PAGES=False):
        page = body(WSGIHandler(), address)
    return len(strip_tags(re.sub("(?s)<(style|script).*?</", "", page)).split())


def measure(asked: Mapping[str, str], *, words: int, times: int) -> dict[str, Taken]:
    """Return what each address costs, a stock page of so many words first; then as it is kept, as it is read again,
    since something was written that does not touch it, and as it lies ready, since the cache has forgotten it.

    They take turns, so that other work meets them all.
    """
    with override_settings(STORAGES=PLAIN_FILES, KEEP_PAGES=False):
        application = WSGIHandler()
        with stock_page(words) as address:
            made = _in_turn(application, {STOCK: address, **asked}, times)
        with override_settings(KEEP_PAGES=True):
            kept = _in_turn(application, asked, times)
            again = _in_turn(application, asked, times, between=lambda: PublicMark.move(connection))
            # Result pages lie nowhere ready.
            made_ahead = {name: at for name, at in asked.items() if ahead.make(f"http://{NAME}{at}")}
            ready = _in_turn(application, made_ahead, times, between=_forget)
    found = {"kept": kept, "again": again, "ready": ready}
    return made | {f"{name}, {how}": taken for how, them in found.items() for name, taken in them.items()}


def _forget() -> None:
    """Empty the cache, and what this process holds of it."""
    caches["pages"].clear()
    near.clear()


def _in_turn(
    application: WSGIHandler, asked: Mapping[str, str], times: int, between: Callable[[], object] = bool
) -> dict[str, Taken]:
    spent: dict[str, list[float]] = {name: [] for name in asked}
    queries, sizes = {}, {}
    for name, address in asked.items():
        # What a server does once in its life is no everyday.
        body(application, address)
        between()
        with CaptureQueriesContext(connection) as captured:
            sizes[name] = len(body(application, address))
        queries[name] = len(captured)
    for _turn in range(times):
        for name, address in asked.items():
            between()
            began = time.process_time()
            body(application, address)
            spent[name].append(1000 * (time.process_time() - began))
    return {name: Taken(min(spent[name]), median(spent[name]), queries[name], sizes[name]) for name in asked}


def body(application: WSGIHandler, address: str) -> str:
    """Return an answer as a server would send it to a visitor, but not compressed."""
    statuses: list[str] = []

    def start(status: str, headers: object, error: object = None, /) -> Callable[[bytes], object]:
        statuses.append(status)
        return lambda data: None

    path, _, query = address.partition("?")
    environ = RequestFactory(SERVER_NAME=NAME).get(path, query_params=None, QUERY_STRING=query).environ
    response = application(environ, start)
    try:
        sent = b"".join(response)
    finally:
        response.close()
    if not statuses[0].startswith("200"):
        raise NoSuchPageError(f"{address} answers {statuses[0]}")
    return sent.decode()


def worker() -> tuple[float, float]:
    """Return the processor's seconds in which a worker starts, and the megabytes that it holds then."""
    done = subprocess.run(
        [sys.executable, "-c", WORKER], check=True, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True
    )
    seconds, kilobytes = done.stdout.split()[-2:]
    return float(seconds), int(kilobytes) / 1024


def resident() -> float:
    """Return the megabytes that this process holds."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024
