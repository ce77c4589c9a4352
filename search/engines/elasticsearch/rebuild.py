"""Builds a new index beside the live one, from the rows, and switches to it once it is complete."""

import dataclasses
from collections.abc import Callable

from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import ERRORS, get_client
from search.engines.elasticsearch.feed import BATCH, deliver, feed, forget
from search.index.models.entries import Entry
from search.index.models.sync import ServerIndex

# Each round sends what was written during the one before, so rounds grow short.
ROUNDS = 20


@dataclasses.dataclass(frozen=True)
class Rebuilt:
    """What was done: the new index, how many entries it took at first and how many changes it caught up with, and the
    indices that went: those of earlier rebuilds that were ended half-way, and the one that was replaced."""

    index: str
    entries: int
    caught_up: int
    left_over: tuple[str, ...]
    replaced: tuple[str, ...]


def rebuild(*, tell: Callable[[int], object] | None = None) -> Rebuilt:
    """Make a new index from all rows and swap it for the live one, which serves until then.

    Raises EngineUnavailable; the live index stays as it was, and what was built is removed by the next run.
    """
    try:
        client = get_client()
        left_over = tuple(indices.unused(client))
        _drop(client, left_over)
        name = indices.create(client)
        index = ServerIndex.objects.create(name=name)
        entries = _feed(client, index, tell=tell, refresh=False)
        indices.open_up(client, name)
        indices.wait_for_copies(client, name)
        caught_up = _catch_up(client, index)
        replaced = tuple(other for other in indices.names(client) if other != name)
        _take_over(client, index, replaced)
        caught_up += deliver().taken
    except (*ERRORS, ValueError) as error:
        raise EngineUnavailable(f"Elasticsearch: {error}") from error
    return Rebuilt(name, entries, caught_up, left_over, replaced)


def in_step() -> bool:
    """Bring the index in use up to the rows; tell whether it is this release's and holds every row in its version.

    Where anything is amiss, a new index is what helps. What an earlier rebuild left half-way is removed.
    """
    try:
        client = get_client()
        name = indices.live(client)
        # One that the database does not know was built after the backup that it was restored from.
        if name is None or not ServerIndex.objects.filter(name=name, live=True).exists():
            return False
        _drop(client, tuple(indices.unused(client)))
        deliver(refresh=True)
        there = {(held.pk, held.version) for held in indices.held(client, name)}
        differing = {pk for pk, _version in there ^ set(Entry.objects.values_list("pk", "version"))}
        # What is written at this moment is on its way.
        return differing <= set(ServerIndex.objects.get(name=name).pending().values_list("pk", flat=True))
    except (*ERRORS, ValueError, EngineUnavailable, ServerIndex.DoesNotExist):
        return False


def _feed(
    client: Elasticsearch,
    index: ServerIndex,
    *,
    tell: Callable[[int], object] | None = None,
    refresh: bool | None = None,
) -> int:
    fed = feed(client, index, tell=tell, refresh=refresh)
    if fed.refused:
        if index.name not in indices.names(client):
            raise EngineUnavailable("The index is gone: another rebuild has taken over.")
        pk, why = next(iter(fed.refused.items()))
        raise EngineUnavailable(f"Elasticsearch did not take {len(fed.refused)} entries; the first is {pk}: {why}")
    return fed.taken


def _catch_up(client: Elasticsearch, index: ServerIndex) -> int:
    """Send what was written meanwhile until nothing is left; return how much that was.

    While others write all the time, a little is always left: once the rounds grow no shorter, the new index is no
    later than the one in use, and searches allow for it. Raises EngineUnavailable if entries change faster.
    """
    caught_up, before = 0, BATCH + 1
    for _ in range(ROUNDS):
        taken = _feed(client, index, refresh=True)
        caught_up += taken
        if before <= taken <= BATCH or not index.pending().exists():
            return caught_up
        before = taken
    raise EngineUnavailable("Entries change faster than the index takes them. Try again when less is going on.")


def _take_over(client: Elasticsearch, index: ServerIndex, replaced: tuple[str, ...]) -> None:
    """Let readers find the new index. While both are live, searches allow for changes that either has not received."""
    ServerIndex.objects.filter(pk=index.pk).update(live=True)
    indices.swap(client, index.name)
    _drop(client, replaced)


def _drop(client: Elasticsearch, names: tuple[str, ...]) -> None:
    for name in names:
        indices.drop(client, name)
        forget(name)
