"""The drills. Each one says what it does and finds, and raises DrillFailed when something was lost or noticed."""

import subprocess
import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.core.management import call_command

from search.drills.checks import (
    PATIENCE,
    DrillFailed,
    Say,
    check,
    documents_beside,
    live_index,
    wait_until,
    wait_until_asked,
    wait_until_heard,
    without_courier,
)
from search.drills.people import ANCHOR, Author, Reader, reading
from search.drills.stage import started
from search.engines import resilient_engine
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import get_client
from search.index import sync
from search.index.models.entries import Entry, IndexMark
from search.servers import ElasticsearchNode, PostgresqlServer

REBUILD_INDEX = ("search_rebuild", "--engine", "elasticsearch")


def one_node_killed(say: Say, node: ElasticsearchNode, *, publishes: int) -> None:
    """Elasticsearch is killed (-9) while people publish and search, and started again."""
    author = _open()
    usual, kill, again = max(10, publishes // 5), publishes * 3 // 10, publishes * 7 // 10
    with reading(author) as reader:
        for _ in range(usual):
            author.act()
        say(f"{usual} publishes without trouble: {author.timing()}")
        for number in range(publishes):
            if number == kill:
                node.kill()
            elif number == again:
                node.launch()
            author.act()
        say(f"{publishes} publishes, killed after {kill}, started again after {again}: {author.timing(usual)}")
        node.wait_ready()
        behind = sync.lag() or sync.Lag()
        many = "more than " if behind.pending > sync.MOST_PENDING else ""
        waiting = min(behind.pending, sync.MOST_PENDING)
        took = wait_until_heard()
        say(f"when it answered again {many}{waiting} changes waited; all were heard {took:.1f} s later")
        wait_until_asked()
    _read(say, reader)
    check(say)


def master_killed(say: Say, nodes: Sequence[ElasticsearchNode], *, publishes: int) -> None:
    """The master of a cluster with copies is killed (-9) while people publish and search, and comes back."""
    author = _open()
    master = next(node for node in nodes if node.is_master())
    others = [node for node in nodes if node is not master]
    kill = publishes // 3
    with reading(author) as reader:
        for number in range(publishes):
            if number == kill:
                say(f"{kill} publishes without trouble: {author.timing()}")
                master.kill()
            author.act()
        say(f"the master of {len(nodes)} nodes killed, {publishes - kill} more: {author.timing(kill)}")
        took = wait_until_heard()
        say(f"every change was heard {took:.1f} s after the last publish")
        wait_until("another node is master", lambda: any(node.is_master() for node in others))
        wait_until_asked()
        check(say)
        master.launch()
        for node in nodes:
            node.wait_ready(status="green")
        say("the killed node is back, and every copy is there")
    _read(say, reader)
    check(say)


def database_restarted(say: Say, server: PostgresqlServer, *, publishes: int) -> None:
    """PostgreSQL is killed (-9), later restarted, while people publish and `search_sync --follow` delivers."""
    author = _open()
    with started("search_sync", "--follow", environment=without_courier()) as service:
        start, failures, kill, restart = len(author.seconds), 0, publishes // 3, publishes * 2 // 3
        restarting: list[threading.Thread] = []
        for number in range(publishes):
            if number == kill:
                restarting.append(_beside(server.crash))
            elif number == restart:
                restarting.append(_beside(server.restart))
            failures += author.persist()
        for thread in restarting:
            thread.join()
        say(f"{publishes} publishes, killed after {kill}, restarted after {restart}: {author.timing(start)}")
        say(f"{failures} attempts found the database away and were made again")
        took = wait_until_heard()
        say(f"search_sync --follow outlived it; every change was heard {took:.1f} s after the last publish")
        wait_until_asked()
        service.terminate()
        if service.wait(PATIENCE) != 0:
            raise DrillFailed(f"search_sync --follow ended with {service.returncode}.")
    check(say)


def rebuilt_with_edits(say: Say, *, edits: int) -> None:
    """The index is rebuilt while people publish and search, as often as it takes until enough was edited meanwhile."""
    author = _open()
    with reading(author) as reader:
        start = len(author.seconds)
        while (done := len(author.seconds) - start) < edits:
            before, mark = live_index(), IndexMark.current()
            with started("search_rebuild", environment=without_courier(), output=subprocess.PIPE) as child:
                wait_until("the rebuild has begun", lambda: _over(child) or IndexMark.current() != mark)  # noqa: B023
                while not _over(child):
                    author.act()
                output = child.stdout.read() if child.stdout else ""
            for line in output.splitlines():
                say(f"search_rebuild: {line}")
            if child.returncode or live_index() == before:
                raise DrillFailed("The rebuild failed, and the old index is still in use.")
            say(f"{len(author.seconds) - start - done} edits were made while it ran")
        say(f"{len(author.seconds) - start} edits: {author.timing(start)}")
        took = wait_until_heard()
        say(f"every change was heard {took:.1f} s after the last")
    _read(say, reader)
    check(say)


def rebuild_killed(say: Say, *, edits: int) -> None:
    """A rebuild is killed (-9) half-way: the index in use goes on serving, and the next run cleans up."""
    author = _open()
    client, before = get_client(), live_index()
    with reading(author) as reader:
        with started(*REBUILD_INDEX, environment=without_courier()) as child:
            wait_until("half an index is there", lambda: _over(child) or documents_beside(before) > 0)
            child.kill()
            child.wait()
        left = [name for name in indices.names(client) if name != before]
        if live_index() != before or not left:
            raise DrillFailed("The rebuild was over before it could be killed: give it more --entries.")
        say(f"killed: {documents_beside(before)} of {Entry.objects.count()} entries in {', '.join(left)}")
        for _ in range(edits):
            author.act()
        took = wait_until_heard()
        say(f"{edits} edits beside what is left of it: {author.timing()}; heard {took:.1f} s after the last")
        wait_until_asked()
        with started(*REBUILD_INDEX, environment=without_courier(), output=subprocess.PIPE) as child:
            output = child.communicate()[0]
        for line in output.splitlines():
            say(f"search_rebuild: {line}")
        if (now := indices.names(client)) != [live_index()] or before in now:
            raise DrillFailed(f"Indices were left behind: {now}")
    _read(say, reader)
    check(say)


def _open() -> Author:
    """Have an index in use that holds every page, one of them the page that readers look for."""
    call_command("search_rebuild", engine="elasticsearch", verbosity=0)
    author = Author()
    if not Entry.objects.current().filter(title__icontains=ANCHOR).exists():
        author.publish_new(ANCHOR.capitalize())
        author.pages.clear()
    call_command("search_sync", verbosity=0)
    wait_until_heard()
    resilient_engine.cache_clear()
    wait_until_asked()
    return author


def _over(child: "subprocess.Popen[str]") -> bool:
    return child.poll() is not None


def _beside(act: Callable[[], Any]) -> threading.Thread:
    thread = threading.Thread(target=act)
    thread.start()
    return thread


def _read(say: Say, reader: Reader) -> None:
    by = ", ".join(f"{count} by {name}" for name, count in sorted(resilient_engine().answered.items()))
    failed = f"{len(reader.failures)} failed" if reader.failures else "none failed"
    say(f"{reader.searches} searches meanwhile, {failed}, slowest {1000 * reader.slowest:.0f} ms; answered {by}")
    if reader.failures:
        raise DrillFailed(f"A search failed: {reader.failures[0]}")
