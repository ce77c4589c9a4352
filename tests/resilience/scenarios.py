"""The scenarios. Each logs what it does and finds, and raises DrillFailed when a change was lost or a search failed."""

import subprocess
import threading
from collections.abc import Callable, Sequence

from django.core.management import call_command

from search.engines import resilient_engine
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import get_client
from search.index import sync
from search.models import Entry, IndexMark
from tests.resilience.checks import (
    PATIENCE,
    DrillFailed,
    Log,
    check,
    documents_beside,
    live_index,
    wait_until,
    wait_until_elasticsearch_answers,
    wait_until_indexed,
    without_delivery,
)
from tests.resilience.cluster import started
from tests.resilience.load import ANCHOR, Author, Reader, searching
from tests.servers import ElasticsearchNode, PostgresqlServer

REBUILD_INDEX = ("search_rebuild", "--engine", "elasticsearch")


def one_node_killed(log: Log, node: ElasticsearchNode, *, publishes: int) -> None:
    """Elasticsearch is killed (-9) while people publish and search, and started again."""
    author = _open()
    usual, kill, again = max(10, publishes // 5), publishes * 3 // 10, publishes * 7 // 10
    with searching(author) as reader:
        for _ in range(usual):
            author.publish_next()
        log(f"{usual} publishes without trouble: {author.timing()}")
        for number in range(publishes):
            if number == kill:
                node.kill()
            elif number == again:
                node.launch()
            author.publish_next()
        log(f"{publishes} publishes, killed after {kill}, started again after {again}: {author.timing(usual)}")
        node.wait_ready()
        behind = sync.lag() or sync.Lag()
        many = "more than " if behind.pending > sync.MOST_PENDING else ""
        waiting = min(behind.pending, sync.MOST_PENDING)
        took = wait_until_indexed()
        log(f"when it answered again {many}{waiting} changes waited; all were indexed {took:.1f} s later")
        wait_until_elasticsearch_answers()
    _read(log, reader)
    check(log)


def master_killed(log: Log, nodes: Sequence[ElasticsearchNode], *, publishes: int) -> None:
    """The master of a cluster with copies is killed (-9) while people publish and search, and comes back."""
    author = _open()
    master = next(node for node in nodes if node.is_master())
    others = [node for node in nodes if node is not master]
    kill = publishes // 3
    with searching(author) as reader:
        for number in range(publishes):
            if number == kill:
                log(f"{kill} publishes without trouble: {author.timing()}")
                master.kill()
            author.publish_next()
        log(f"the master of {len(nodes)} nodes killed, {publishes - kill} more: {author.timing(kill)}")
        took = wait_until_indexed()
        log(f"every change was indexed {took:.1f} s after the last publish")
        wait_until("another node is master", lambda: any(node.is_master() for node in others))
        wait_until_elasticsearch_answers()
        check(log)
        master.launch()
        for node in nodes:
            node.wait_ready(status="green")
        log("the killed node is back, and every copy is there")
    _read(log, reader)
    check(log)


def database_restarted(log: Log, server: PostgresqlServer, *, publishes: int) -> None:
    """PostgreSQL is killed (-9), later restarted, while people publish and `search_sync --follow` delivers."""
    author = _open()
    with started("search_sync", "--follow", environment=without_delivery()) as service:
        start, failures, kill, restart = len(author.seconds), 0, publishes // 3, publishes * 2 // 3
        restarting: list[threading.Thread] = []
        for number in range(publishes):
            if number == kill:
                restarting.append(_beside(server.crash))
            elif number == restart:
                restarting.append(_beside(server.restart))
            failures += author.publish_next_patiently()
        for thread in restarting:
            thread.join()
        log(f"{publishes} publishes, killed after {kill}, restarted after {restart}: {author.timing(start)}")
        log(f"{failures} attempts found the database away and were made again")
        took = wait_until_indexed()
        log(f"search_sync --follow outlived it; every change was indexed {took:.1f} s after the last publish")
        wait_until_elasticsearch_answers()
        service.terminate()
        if service.wait(PATIENCE) != 0:
            raise DrillFailed(f"search_sync --follow ended with {service.returncode}.")
    check(log)


def rebuilt_with_edits(log: Log, *, edits: int) -> None:
    """The index is rebuilt while people publish and search, as often as it takes until enough was edited meanwhile."""
    author = _open()
    with searching(author) as reader:
        start = len(author.seconds)
        while (done := len(author.seconds) - start) < edits:
            before, mark = live_index(), IndexMark.current()
            with started("search_rebuild", environment=without_delivery(), output=subprocess.PIPE) as child:
                wait_until("the rebuild has begun", lambda: _over(child) or IndexMark.current() != mark)  # noqa: B023
                while not _over(child):
                    author.publish_next()
                output = child.stdout.read() if child.stdout else ""
            for line in output.splitlines():
                log(f"search_rebuild: {line}")
            if child.returncode or live_index() == before:
                raise DrillFailed("The rebuild failed, and the old index is still in use.")
            log(f"{len(author.seconds) - start - done} edits were made while it ran")
        log(f"{len(author.seconds) - start} edits: {author.timing(start)}")
        took = wait_until_indexed()
        log(f"every change was indexed {took:.1f} s after the last")
    _read(log, reader)
    check(log)


def rebuild_killed(log: Log, *, edits: int) -> None:
    """A rebuild is killed (-9) half-way: the index in use goes on serving, and the next run cleans up."""
    author = _open()
    client, before = get_client(), live_index()
    with searching(author) as reader:
        with started(*REBUILD_INDEX, environment=without_delivery()) as child:
            wait_until("half an index is there", lambda: _over(child) or documents_beside(before) > 0)
            child.kill()
            child.wait()
        left = [name for name in indices.names(client) if name != before]
        if live_index() != before or not left:
            raise DrillFailed("The rebuild was over before it could be killed: give it more --entries.")
        log(f"killed: {documents_beside(before)} of {Entry.objects.count()} entries in {', '.join(left)}")
        for _ in range(edits):
            author.publish_next()
        took = wait_until_indexed()
        log(f"{edits} edits beside what is left of it: {author.timing()}; indexed {took:.1f} s after the last")
        wait_until_elasticsearch_answers()
        with started(*REBUILD_INDEX, environment=without_delivery(), output=subprocess.PIPE) as child:
            output = child.communicate()[0]
        for line in output.splitlines():
            log(f"search_rebuild: {line}")
        if (now := indices.names(client)) != [live_index()] or before in now:
            raise DrillFailed(f"Indices were left behind: {now}")
    _read(log, reader)
    check(log)


def _open() -> Author:
    """Have an index in use that holds every page, one of them the page that readers look for."""
    call_command("search_rebuild", engine="elasticsearch", verbosity=0)
    author = Author()
    if not Entry.objects.current().filter(title__icontains=ANCHOR).exists():
        author.publish_new(ANCHOR.capitalize())
        author.pages.clear()
    call_command("search_sync", verbosity=0)
    wait_until_indexed()
    resilient_engine.cache_clear()
    wait_until_elasticsearch_answers()
    return author


def _over(child: "subprocess.Popen[str]") -> bool:
    return child.poll() is not None


def _beside(act: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=act)
    thread.start()
    return thread


def _read(log: Log, reader: Reader) -> None:
    by = ", ".join(f"{count} by {name}" for name, count in sorted(resilient_engine().answered.items()))
    failed = f"{len(reader.failures)} failed" if reader.failures else "none failed"
    log(f"{reader.searches} searches meanwhile, {failed}, slowest {1000 * reader.slowest:.0f} ms; answered {by}")
    if reader.failures:
        raise DrillFailed(f"A search failed: {reader.failures[0]}")
