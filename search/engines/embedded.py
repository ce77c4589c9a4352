"""The engine without a server: SQLite's full-text tables say who holds a word."""

from collections.abc import Iterable, Sequence

from search import fts
from search.engines.base import EngineUnavailable, SearchResponse
from search.engines.database import DatabaseEngine
from search.request import SearchRequest
from search.snapshot import Ints, numbers


class EmbeddedEngine(DatabaseEngine):
    name = "embedded"

    def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
        if not fts.available():
            raise EngineUnavailable("The embedded search engine needs SQLite.")
        return super().search(request, explain=explain)

    def impacts(self, words: Sequence[str]) -> Iterable[tuple[str, int, Ints]]:
        return [(word, level, numbers(ids)) for (word, level), ids in fts.impact_ids(words).items()]

    def phrases(self, phrases: Sequence[Sequence[str]]) -> list[Ints]:
        return [numbers(ids) for ids in fts.phrase_ids(phrases)]
