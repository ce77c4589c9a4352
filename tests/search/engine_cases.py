"""The engines under the contract: what each needs to be told before it is asked."""

from elasticsearch import Elasticsearch

from search.engines import get_engine
from search.engines.base import Engine, SearchResponse
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.documents import documents
from search.models import Entry
from search.request import SearchRequest


class ToldEngine(Engine):
    """Elasticsearch, told of every row before each search; rows that a test deleted outright go as well."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, index: str):
        self.client, self.index = client, index

    def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
        rows = set(Entry.objects.values_list("pk", flat=True))
        there = {held.pk for held in indices.held(self.client, self.index)}
        indices.remove(self.client, self.index, sorted(there - rows))
        if rows:
            sent = indices.send(self.client, self.index, documents(rows), refresh=True)
            assert not sent.refused
        return get_engine("elasticsearch").search(request, explain=explain)


def new_index(client: Elasticsearch) -> str:
    """Make an empty index the live one."""
    index = indices.create(client)
    indices.open_up(client, index)
    indices.swap(client, index)
    return index
