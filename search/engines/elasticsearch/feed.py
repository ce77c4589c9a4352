"""Sends an index the entries it has not acknowledged, in batches, and records each batch once it is accepted."""

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
# What is written during a round is sent in the next one, or after the last by another process.
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
    """Bring the live index up to the rows. `tell` is called with the number of entries of each batch.

    Raises EngineUnavailable where the server is unavailable, there is no index for this release, or something was
    refused; what was taken until then is noted.
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
        taken = sent.acknowledged | _newer(client, index.name, sent.conflicts)
        Acknowledgement.note(index.name, taken)
        fed.taken += len(taken)
        fed.refused |= sent.refused
        if tell:
            tell(len(taken))
        if sent.refused and not taken:
            # Nothing of a whole batch was accepted: the fault is the server's, and the next batch would fail too.
            break
    if not ServerIndex.objects.filter(pk=index.pk).exists():
        # Another index has taken over, so drop what was noted just now.
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
    # The process that sent them may still wait until they are searchable.
    client.indices.refresh(index=name)
    there = indices.versions(client, name, pks)
    rows = dict(Entry.objects.filter(pk__in=there).values_list("pk", "version"))
    for pk, version in there.items():
        if version > rows.get(pk, version):
            Entry.objects.filter(pk=pk, version=rows[pk]).update(version=version + 1)
    return {pk: version for pk, version in there.items() if pk in rows and version <= rows[pk]}


def _forget_what_went(client: Elasticsearch, live: str | None) -> None:
    """Drop what is noted of indices that the server no longer has, or that an interrupted rebuild left over."""
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
    """Drop what is noted of an index; in this order, because whatever feeds it checks that it is still known."""
    ServerIndex.objects.filter(name=name).delete()
    Acknowledgement.forget(name)
