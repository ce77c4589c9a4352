"""The results page over HTTP: entries get pages to lead to, gunicorn serves them, and one visitor asks."""

import http.client
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.core.management.base import CommandError
from tqdm import tqdm
from wagtail.models import Page, Site

from search.models import Entry
from tests.bench.figures import Figures
from tests.bench.search.clocks import percentiles
from tests.bench.search.questions import FACETS_CHOSEN, KINDS, questions
from tests.bench.serving import served

BATCH = 1000
ADDRESS = "/search/?"


def publish() -> Figures:
    """Give every entry a public page: results lead to pages, and what has none is not shown."""
    home = Site.objects.get(is_default_site=True).root_page
    blank = Page(title="-", slug="-")
    home.add_child(instance=blank)
    entries = list(Entry.objects.filter(page=None))
    for start in range(0, len(entries), BATCH):
        some = entries[start : start + BATCH]
        paths = [Page._get_path(home.path, blank.depth, number + 2) for number in range(start, start + len(some))]
        pages = [_page(entry, blank, path) for entry, path in zip(some, paths, strict=True)]
        for entry, page in zip(some, Page.objects.bulk_create(pages), strict=True):
            entry.page = page
        Entry.objects.bulk_update(some, ["page"])
    Page.objects.filter(pk=home.pk).update(numchild=len(entries) + 1)
    return {"pages": len(entries)}


def _page(entry: Entry, like: Page, path: str) -> Page:
    own = {"title": entry.title, "draft_title": entry.title, "slug": f"entry-{entry.pk}", "path": path}
    where = {"url_path": f"{like.url_path.rpartition('-/')[0]}entry-{entry.pk}/", "depth": like.depth}
    return Page(**own, **where, live=True, locale_id=like.locale_id, content_type_id=like.content_type_id)


def addresses(*, count: int, seed: int) -> Figures:
    """Return `count` questions of each kind as addresses: [[kind of words, number of facets, query string], ...]."""
    asked = questions(count, seed=seed)
    return {"addresses": [[one.kind, len(one.chosen), one.query_string] for one in asked]}


def visit(environment: Mapping[str, str], asked: Sequence[tuple[str, int, str]]) -> Figures:
    """Serve the database of an environment with gunicorn and ask for each page over one connection.

    Returns milliseconds until the last byte by kind of question, and the bytes of a page as it is sent compressed.
    """
    taken: dict[tuple[str, int], list[float]] = defaultdict(list)
    sizes = []
    with served(environment, workers=1) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        # What a server does once in its life is no visitor's everyday.
        _get(connection, asked[0][2])
        for kind, facets, query in tqdm(asked, desc="over HTTP", disable=not sys.stderr.isatty()):
            started = time.perf_counter()
            sizes.append(_get(connection, query))
            taken[kind, facets].append((time.perf_counter() - started) * 1000)
    groups = [
        {"kind": kind, "facets": facets, "wall": percentiles(taken[kind, facets])}
        for kind in KINDS
        for facets in FACETS_CHOSEN
    ]
    every = [time for times in taken.values() for time in times]
    return {"groups": groups, "all": percentiles(every), "asked": len(every), "bytes": percentiles(sizes)}


def _get(connection: http.client.HTTPConnection, query: str) -> int:
    """Return how many bytes came. Raises CommandError for any answer but a page."""
    connection.request("GET", ADDRESS + query, headers={"Accept-Encoding": "gzip", "Host": "localhost"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise CommandError(f"{ADDRESS}{query}: {answer.status} {answer.reason}")
    return len(body)
