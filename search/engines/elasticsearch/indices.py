"""Indices of ours on the server: made, named, swapped, written to, read back.

An alias for each fingerprint points at the live index, `hub-0f3a61c2d9be` at `hub-0f3a61c2d9be-20261123-8d2c`, so that
a release that maps or analyses differently never reads or writes another's index. All of it talks to the server;
nothing here reads the database.
"""

import dataclasses
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch.mapping import MAPPING, SIMILARITY, Part, alias

REFRESH = "1s"
PAGE = 5000
CONFLICT = "version_conflict_engine_exception"


@dataclasses.dataclass(frozen=True)
class Sent:
    """What became of documents that were sent: (id -> version) taken, the ids of which the index has a version at least
    as new, and (id -> why) not taken, for now or for good."""

    acknowledged: dict[int, int]
    conflicts: set[int]
    refused: dict[int, str]


@dataclasses.dataclass(frozen=True)
class Held:
    """A document as search_check sees it."""

    pk: int
    version: int
    checksum: str


def names(client: Elasticsearch) -> list[str]:
    """Return every index of this hub, of any release, oldest first."""
    prefix = settings.ELASTICSEARCH["PREFIX"]
    ours = re.compile(rf"{re.escape(prefix)}-[0-9a-f]{{12}}-[0-9]{{14}}-[0-9a-f]{{4}}")
    found = client.indices.get(index=f"{prefix}-*", features="aliases")
    return sorted((name for name in found if ours.fullmatch(name)), key=made_at)


def unused(client: Elasticsearch) -> list[str]:
    """Return the indices that no release reads: what a rebuild left behind when it was ended half-way."""
    aliases = client.indices.get_alias(index=f"{settings.ELASTICSEARCH['PREFIX']}-*")
    return [name for name in names(client) if set(aliases[name]["aliases"]) <= {_door(name)}]


def made_at(name: str) -> str:
    """Return the part of an index's name that sorts by when it was made."""
    return name[-19:]


def live(client: Elasticsearch) -> str | None:
    """Return the index in use by this release, if there is one."""
    try:
        found = client.indices.get_alias(name=alias())
    except NotFoundError:
        return None
    return next(iter(found), None)


def _door(name: str) -> str:
    """Return the alias by which an index is written to. Sent to a missing alias, a document is refused; sent to the
    name of a missing index, it would make the server invent one without our mapping."""
    return f"{name}-in"


def create(client: Elasticsearch) -> str:
    """Make an empty index that nobody reads yet; it refreshes only when told (`open_up`)."""
    config = settings.ELASTICSEARCH
    name = f"{alias()}-{timezone.now():%Y%m%d%H%M%S}-{secrets.token_hex(2)}"
    client.indices.create(
        index=name,
        mappings=MAPPING,
        aliases={_door(name): {}},
        settings={
            "number_of_shards": config["SHARDS"],
            "number_of_replicas": config["REPLICAS"],
            "refresh_interval": "-1",
            "similarity": SIMILARITY,
        },
    )
    return name


def open_up(client: Elasticsearch, name: str) -> None:
    """Make what was written visible, and from now on what is written within a second."""
    client.indices.put_settings(index=name, settings={"refresh_interval": REFRESH})
    client.indices.refresh(index=name)


def wait_for_copies(client: Elasticsearch, name: str) -> bool:
    """Wait a while until every copy the settings ask for is there; return whether it is. One node holds no copies."""
    copies = settings.ELASTICSEARCH["REPLICAS"]
    if not copies or client.cluster.health()["number_of_data_nodes"] <= copies:
        return not copies
    health = client.cluster.health(index=name, wait_for_status="green", timeout="25s")
    return not health["timed_out"]


def swap(client: Elasticsearch, name: str) -> None:
    """Point the alias at an index, away from any other, in one step."""
    before = live(client)
    actions: list[Part] = [{"add": {"index": name, "alias": alias()}}]
    if before and before != name:
        actions.append({"remove": {"index": before, "alias": alias()}})
    client.indices.update_aliases(actions=actions)


def drop(client: Elasticsearch, name: str) -> None:
    client.indices.delete(index=name, ignore_unavailable=True)


def send(
    client: Elasticsearch,
    index: str,
    documents: Sequence[tuple[int, int, Part]],
    *,
    refresh: bool | str = "wait_for",
) -> Sent:
    """Send documents (id, version, content) to an index of ours, and say what became of each.

    The version decides: a document that is there in the same or a newer version stays, whoever comes late.

    Args:
        refresh: "wait_for" returns when they can be found, True makes that happen at once, False does not care.

    Raises:
        ApiError, TransportError: nothing is known of any of them.
    """
    operations: list[Part] = []
    for pk, version, content in documents:
        operations += [{"index": {"_id": str(pk), "version": version, "version_type": "external"}}, content]
    answer = client.bulk(index=_door(index), operations=operations, refresh=refresh, require_alias=True)
    sent = Sent({}, set(), {})
    for (pk, version, _), item in zip(documents, answer["items"], strict=True):
        result = item["index"]
        if result["status"] < 300:
            sent.acknowledged[pk] = version
        elif (error := result["error"])["type"] == CONFLICT:
            sent.conflicts.add(pk)
        else:
            sent.refused[pk] = f"{error['type']}: {error['reason']}"
    return sent


def versions(client: Elasticsearch, index: str, pks: Iterable[int]) -> dict[int, int]:
    """Return the version of each document that is there, found or not yet found by searches."""
    answer = client.mget(index=index, ids=[str(pk) for pk in pks], source=False)
    return {int(doc["_id"]): doc["_version"] for doc in answer["docs"] if doc.get("found")}


def held(client: Elasticsearch, index: str) -> Iterator[Held]:
    """Yield every document by id, as all of them stood at one moment."""
    opened = client.open_point_in_time(index=index, keep_alive="2m")["id"]
    after: Sequence[int] | None = None
    try:
        while True:
            found = client.search(
                pit={"id": opened, "keep_alive": "2m"},
                size=PAGE,
                sort=[{"pk": "asc"}],
                search_after=after,
                docvalue_fields=[{"field": "checksum"}],
                source=False,
                version=True,
                track_total_hits=False,
                allow_partial_search_results=False,
            )["hits"]["hits"]
            for hit in found:
                yield Held(int(hit["_id"]), hit["_version"], hit["fields"]["checksum"][0])
            if len(found) < PAGE:
                return
            after = found[-1]["sort"]
    finally:
        client.close_point_in_time(id=opened)


def read(client: Elasticsearch, index: str, pks: Iterable[int]) -> Iterator[Held]:
    """Yield those of some documents that are there, as they stand now."""
    answer = client.mget(index=index, ids=[str(pk) for pk in pks], source_includes=["checksum"])
    for doc in answer["docs"]:
        if doc.get("found"):
            yield Held(int(doc["_id"]), doc["_version"], doc["_source"]["checksum"])


def remove(client: Elasticsearch, index: str, pks: Sequence[int]) -> None:
    """Take documents away that no entry stands for. Raises ApiError, TransportError."""
    if pks:
        client.bulk(index=index, operations=[{"delete": {"_id": str(pk)}} for pk in pks], refresh=True)
