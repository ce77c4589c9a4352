"""Feeds an index from the rows: everything it has not acknowledged, in batches, each noted as soon as it is taken."""

import dataclasses
import logging
from collections.abc import Callable, Collection

from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import ERRORS, get_client
from search.engines.elasticsearch.documents import documents
from search.engines.elasticsearch.mapping import alias
from search.index.models.entries import Entry, IndexMark
from search.index.models.sync import Acknowledgement, ServerIndex

logger = logging.getLogger(__name__)
# What one request carries: at 20 kB an entry 4 MB, far under what a server with a small heap takes at a time.
BATCH = 200
# What is written while a round goes on is for the next; somebody else comes after the last.
ROUNDS = 5


@dataclasses.dataclass
class Fed:
    """What became of one round: how many entries the index has taken, and (id -> why) not taken."""

    taken: int = 0
    refused: dict[int, str] = dataclasses.field(default_factory=dict)

    def add(self, other: "Fed") -> None:
        self.taken += other.taken
        self.refused |= other.refused


def deliver(*, tell: Callable[[int], object] | None = None, refresh: bool | str | None = None) -> Fed:
    """Bring the live index up to the rows. `tell` hears how many entries each batch brought.

    Raises EngineUnavailable where the server is away, there is no index for this release, or something was refused;
    what was taken until then is noted.
    """
    fed = Fed()
    try:
        client = get_client()
        for _ in range(ROUNDS):
            index = _live(client)
            fed.refused = {}
            fed.add(feed(client, index, tell=tell, refresh=refresh))
            replaced = fed.refused and indices.live(client) != index.name
            if not replaced and (fed.refused or not index.pending().exists()):
                break
    except (*ERRORS, ValueError) as error:
        raise EngineUnavailable(f"Elasticsearch: {error}") from error
    if fed.refused:
        pk, why = next(iter(fed.refused.items()))
        raise EngineUnavailable(f"Elasticsearch did not take {len(fed.refused)} entries; the first is {pk}: {why}")
    return fed


def _live(client: Elasticsearch) -> ServerIndex:
    """Return the index in use, with what is noted of it."""
    name = indices.live(client)
    _forget_what_went(client, name)
    if name is None:
        raise EngineUnavailable("There is no index for this release: run manage.py search_rebuild.")
    return ServerIndex.objects.update_or_create(name=name, defaults={"live": True})[0]


def feed(
    client: Elasticsearch,
    index: ServerIndex,
    *,
    tell: Callable[[int], object] | None = None,
    refresh: bool | str | None = None,
) -> Fed:
    """Send an index what it has not acknowledged. Raises ApiError, TransportError.

    Args:
        refresh: as `indices.send` has it; by default one batch waits until it is seen, and of many each is made seen.
    """
    upto = IndexMark.current().sequence
    pks = list(index.pending().values_list("pk", flat=True))
    if refresh is None:
        refresh = "wait_for" if len(pks) <= BATCH else True
    fed = Fed()
    for start in range(0, len(pks), BATCH):
        sent = indices.send(client, index.name, documents(pks[start : start + BATCH]), refresh=refresh)
        heard = sent.acknowledged | _newer(client, index.name, sent.conflicts)
        Acknowledgement.note(index.name, heard)
        fed.taken += len(heard)
        fed.refused |= sent.refused
        if tell:
            tell(len(heard))
        if sent.refused and not heard:
            # Nothing of a whole batch: it is the server that is unwell, and the next batch would fare no better.
            break
    if not ServerIndex.objects.filter(pk=index.pk).exists():
        # Another has taken over, and what was noted just now nobody would ever drop.
        Acknowledgement.forget(index.name)
    elif not index.pending().filter(sequence__lte=upto).exists():
        # Numbers come out in the order of commits, so nothing that old can still turn up.
        ServerIndex.objects.filter(pk=index.pk, settled__lt=upto).update(settled=upto)
        index.settled = max(index.settled, upto)
    return fed


def _newer(client: Elasticsearch, name: str, pks: Collection[int]) -> dict[int, int]:
    """Return the versions an index has of entries that it had in as new a version already.

    After a database was restored from a backup the index may be ahead: such a row gets a version beyond the index's,
    and is sent again by the next round.
    """
    if not pks:
        return {}
    # Whoever sent them may still wait until they are seen.
    client.indices.refresh(index=name)
    there = indices.versions(client, name, pks)
    rows = dict(Entry.objects.filter(pk__in=there).values_list("pk", "version"))
    for pk, version in there.items():
        if version > rows.get(pk, version):
            Entry.objects.filter(pk=pk, version=rows[pk]).update(version=version + 1)
    return {pk: version for pk, version in there.items() if pk in rows and version <= rows[pk]}


def _forget_what_went(client: Elasticsearch, live: str | None) -> None:
    """Drop what is noted of indices that the server no longer has, or that a rebuild left behind as it was ended."""
    prefix = f"{alias()}-"
    there = indices.names(client)
    for index in ServerIndex.objects.filter(name__startswith=prefix).exclude(name=live or ""):
        replaced = live is not None and index.live and indices.made_at(index.name) < indices.made_at(live)
        if index.name not in there or replaced:
            forget(index.name)
        elif index.live:
            # A rebuild that was ended at its very last step: nobody reads this one.
            ServerIndex.objects.filter(pk=index.pk).update(live=False)


def forget(name: str) -> None:
    """Drop what is noted of an index; in this order, for whoever feeds it looks whether it is still known."""
    ServerIndex.objects.filter(name=name).delete()
    Acknowledgement.forget(name)
