"""Compares the live index with the entries: every document's version and checksum."""

from collections.abc import Collection, Sequence

from django.db import transaction
from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import ERRORS, get_client
from search.engines.elasticsearch.documents import documents
from search.engines.elasticsearch.feed import deliver
from search.engines.elasticsearch.indices import Held
from search.index.audit import Comparison, Findings, Tell, batches
from search.index.models.entries import Entry, IndexMark
from search.index.models.sync import ServerIndex


def live_documents() -> "Documents":
    """Return the comparison for the index in use. Raises EngineUnavailable."""
    try:
        client = get_client()
        name = indices.live(client)
    except (*ERRORS, ValueError) as error:
        raise EngineUnavailable(f"Elasticsearch: {error}") from error
    if name is None:
        raise EngineUnavailable("There is no index for this release: run manage.py search_rebuild.")
    return Documents(client, name)


class Documents(Comparison):
    """Documents of an index with the entries, by ids of entries. A gone entry has a document, which says so."""

    what = "Documents in Elasticsearch"

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self.client, self.index = client, index
        self._held: dict[int, Held] = {}

    def compare(self, *, tell: Tell = lambda _: None, within: Collection[int] | None = None) -> Findings:
        """Compare all, or some. Raises EngineUnavailable."""
        try:
            return super().compare(tell=tell, within=within)
        except ERRORS as error:
            raise EngineUnavailable(f"Elasticsearch: {error}") from error

    def expected(self, within: Collection[int] | None = None) -> set[int]:
        rows = Entry.objects.all() if within is None else Entry.objects.filter(pk__in=within)
        return set(rows.values_list("pk", flat=True))

    def there(self, within: Collection[int] | None = None) -> set[int]:
        if within is None:
            self.client.indices.refresh(index=self.index)
            found = indices.held(self.client, self.index)
        else:
            found = (held for some in batches(within) for held in indices.read(self.client, self.index, some))
        self._held = {held.pk: held for held in found}
        return set(self._held)

    def stale(self, ids: Sequence[int]) -> set[int]:
        wanted = {pk: (version, content["checksum"]) for pk, version, content in documents(ids)}
        return {pk for pk in ids if wanted.get(pk) != (self._held[pk].version, self._held[pk].checksum)}

    def late(self, ids: Collection[int]) -> set[int]:
        index = ServerIndex.objects.filter(name=self.index).first()
        return set(index.pending().filter(pk__in=ids).values_list("pk", flat=True)) if index else set()

    def repair(self, found: Findings) -> None:
        """Remove what stands for nothing, and send the rest in a version beyond any that the index may know."""
        indices.remove(self.client, self.index, found.orphaned)
        for some in batches([*found.missing, *found.stale]):
            there = indices.versions(self.client, self.index, some)
            with transaction.atomic():
                sequence = IndexMark.move()
                for pk, version in Entry.objects.filter(pk__in=some).values_list("pk", "version"):
                    # Deleting a document gave it a version too, which the server remembers for a minute.
                    beyond = max(version, there.get(pk, 0)) + 2
                    Entry.objects.filter(pk=pk).update(version=beyond, sequence=sequence)
        deliver(refresh=True)
