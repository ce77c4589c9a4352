"""What a visitor's page costs a server: gunicorn with two workers, what is kept in Redis, asked over HTTP.

Over connections that stay open, as the proxies that are shipped keep theirs.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from itertools import cycle, product
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from redis import Redis

from hub.core.kept import ahead
from hub.core.models import PublicMark
from tests.bench.pages import NoSuchPageError
from tests.bench.pages.public import STOCK, stock_page
from tests.bench.serving import served
from tests.servers import redis_server
from tests.servers.process import attempts

WORKERS = 2
# The header in which the application says which process answers.
WORKER = "X-Worker"
APPLICATION = "tests.tools.wsgi"
# For somebody with a cookie of the hub's each page is made; it names nothing, so nothing is looked up for it.
MADE = {"Cookie": "hub_measured=1"}
# How often a page is asked for in its turn: the clock of processes goes by hundredths of a second, and a page that is
# kept takes a tenth of that.
TOGETHER = {"made": 20, "kept": 100, "again": 40}
BESIDE = "beside"
# What an answer costs that asks for nothing: the server and the hub's first middleware.
BARE, BARE_ADDRESS = "bare answer", "/health/live"


@dataclass(frozen=True)
class Way:
    """One thing to ask for: how, how often in a turn, and what comes before each time."""

    address: str
    headers: Mapping[str, str]
    together: int
    before: Callable[[], object] = bool


@dataclass(frozen=True)
class Spent:
    """Milliseconds for an answer: of the processor (0: nobody said whose), and by the clock."""

    processor: float
    clock: float


def measure(
    asked: Mapping[str, str], *, words: int, times: int, beside: str = "", beside_pids: Iterable[int] = ()
) -> dict[str, Spent]:
    """Return what each address costs the workers, the stock page first: made, kept, read again since something was
    written that does not touch it, and ready, since the cache has forgotten it. `beside`: the whole address of another
    server's page, whose processes are `beside_pids`.

    All take turns, so that other work meets all of them. Raises ServerFailed where there is no redis-server.
    """
    with tempfile.TemporaryDirectory() as folder, redis_server(Path(folder)) as redis, stock_page(words) as stock:
        environment = os.environ | {"CACHE_URL": redis.url.replace("redis", "rediscache", 1)}
        with served(environment, workers=WORKERS, application=APPLICATION) as port:
            base = f"http://127.0.0.1:{port}"
            ways = _ways({name: base + address for name, address in asked.items()}, base + stock, redis.url)
            ways[BARE] = Way(base + BARE_ADDRESS, {}, TOGETHER["kept"])
            with _one_each(ways[BARE]) as workers:
                for way, asking in product(ways.values(), workers.values()):
                    # What one does once in its life is no everyday.
                    answer(way, asking)
                open_ = {name: list(workers.values()) for name in ways}
                who: dict[str, Iterable[int]] = dict.fromkeys(ways, frozenset(workers))
                if beside:
                    ways[BESIDE], who[BESIDE] = Way(beside, {}, TOGETHER["made"]), frozenset(beside_pids)
                    open_[BESIDE] = [HTTPConnection(urlsplit(beside).netloc)]
                return _in_turn(ways, who, open_, times)


def _ways(asked: Mapping[str, str], stock: str, redis: str) -> dict[str, Way]:
    found = {STOCK: Way(stock, MADE, TOGETHER["made"])}
    found |= {name: Way(address, MADE, TOGETHER["made"]) for name, address in asked.items()}
    found |= {f"{name}, kept": Way(address, {}, TOGETHER["kept"]) for name, address in asked.items()}
    move, empty = partial(PublicMark.move, connection), Redis.from_url(redis).flushall

    def forget() -> None:
        # A worker holds what it has just shown until something is written.
        empty()
        move()

    found |= {f"{name}, again": Way(address, {}, TOGETHER["again"], move) for name, address in asked.items()}
    # Result pages lie nowhere ready.
    ready = {name: address for name, address in asked.items() if ahead.make(address)}
    return found | {f"{name}, ready": Way(address, {}, TOGETHER["again"], forget) for name, address in ready.items()}


@contextlib.contextmanager
def _one_each(way: Way) -> Iterator[dict[int, HTTPConnection]]:
    """Yield an open connection to each worker, by its process. Raises NoSuchPageError where not all answer."""
    found: dict[int, HTTPConnection] = {}
    with contextlib.ExitStack() as opened:
        for _ in attempts(60, every=0):
            asking = opened.enter_context(contextlib.closing(HTTPConnection(urlsplit(way.address).netloc)))
            found[answer(way, asking)] = asking
            if len(found) == WORKERS:
                break
        else:
            raise NoSuchPageError(f"Not all of {WORKERS} workers answer at {way.address}")
        yield found


def _in_turn(
    ways: Mapping[str, Way], who: Mapping[str, Iterable[int]], open_: Mapping[str, list[HTTPConnection]], times: int
) -> dict[str, Spent]:
    processors, clocks = dict.fromkeys(ways, 0.0), dict.fromkeys(ways, 0.0)
    for _turn in range(times):
        for name, way in ways.items():
            before = processor(who[name])
            for _time, asking in zip(range(way.together), cycle(open_[name]), strict=False):
                way.before()
                began = time.perf_counter()
                answer(way, asking)
                clocks[name] += 1000 * (time.perf_counter() - began)
            processors[name] += processor(who[name]) - before
    answers = {name: times * way.together for name, way in ways.items()}
    return {name: Spent(processors[name] / answers[name], clocks[name] / answers[name]) for name in ways}


def answer(way: Way, asking: HTTPConnection) -> int:
    """Ask as a browser would; return which worker answers (0: it does not say)."""
    parts = urlsplit(way.address)
    path = f"{parts.path or '/'}?{parts.query}".rstrip("?")
    asking.request("GET", path, headers={"Accept-Encoding": "gzip", **way.headers})
    found = asking.getresponse()
    found.read()
    if found.status != 200:
        raise NoSuchPageError(f"{way.address} answers {found.status}")
    return int(found.headers.get(WORKER, 0))


def processor(pids: Iterable[int]) -> float:
    """Return the milliseconds that processes have spent of the processor so far."""
    ticks = 0
    for pid in pids:
        # Behind the name, which may hold anything but ends with the last bracket: utime and stime.
        ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")
