"""Elasticsearch while it is well and up to date, the database's own engine while it is not. Nobody need notice."""

import dataclasses
import logging
from collections import Counter

from search.engines.base import Engine, EngineUnavailable, RequestRefused, SearchResponse
from search.engines.breaker import Breaker
from search.engines.elasticsearch.engine import ElasticsearchEngine, IndexReplaced, ask
from search.index import sync
from search.index.sync import Lag
from search.request import SearchRequest

logger = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True)
class Health:
    """Who answers: the engine's name, empty if nobody does; how many changes the search server has not heard of, the
    age of the first of them in seconds, and why the server is not asked."""

    answering: str
    pending: int = 0
    behind: float = 0.0
    reason: str = ""


class ResilientEngine(Engine):
    """One for each process, which remembers in its breaker how the server did, and how many searches who `answered`."""

    name = "elasticsearch"

    def __init__(self, second: Engine, *, breaker: Breaker | None = None):
        self.first, self.second = ElasticsearchEngine(), second
        self.breaker = breaker or Breaker()
        self.answered: Counter[str] = Counter()

    def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
        lag = sync.lag()
        if (lag is None or lag.pending) and (lag is None or lag.age > sync.FORGOTTEN):
            sync.wake()
        if lag and lag.bearable and (response := self._first(request, lag, explain)):
            return response
        try:
            response = self.second.search(request, explain=explain)
            self.answered[self.second.name] += 1
            return response
        except EngineUnavailable:
            # Late is better than nothing; the page says how late.
            if lag and not lag.bearable and (response := self._first(request, lag, explain)):
                return dataclasses.replace(response, behind=lag.age.total_seconds())
            raise

    def health(self) -> Health:
        """Ask the server for a sign of life, unless it has just failed, and say who would answer a search."""
        lag = sync.lag()
        if lag is None:
            return Health(self.second.name, reason="no index")
        pending, behind = lag.pending, lag.age.total_seconds()
        if not lag.bearable:
            return Health(self.second.name, pending, behind, "index behind")
        if self.breaker.allows():
            try:
                ask({"sign of life": {"size": 0, "track_total_hits": True}})
            except EngineUnavailable as error:
                self._failed(error)
            else:
                self._succeeded()
        if not self.breaker.closed:
            return Health(self.second.name, pending, behind, "no answer")
        return Health(self.first.name, pending, behind)

    def _first(self, request: SearchRequest, lag: Lag, explain: bool) -> SearchResponse | None:
        """Ask Elasticsearch, or return None where that is no use now."""
        if not self.breaker.allows():
            return None
        try:
            response = self.first.search(request, explain=explain, without=lag.gone, among=lag.indices)
        except IndexReplaced:
            # Just now; the next search knows of it.
            self._succeeded()
            return None
        except RequestRefused:
            # Ours is the fault, not the server's: others need not do without it.
            logger.exception("Elasticsearch refuses a search.")
            self._succeeded()
            return None
        except EngineUnavailable as error:
            self._failed(error)
            return None
        self._succeeded()
        self.answered[self.name] += 1
        return response

    def _failed(self, error: EngineUnavailable) -> None:
        if self.breaker.failed():
            logger.warning("Search: the %s engine answers. %s", self.second.name, error)

    def _succeeded(self) -> None:
        if self.breaker.succeeded():
            logger.warning("Search: Elasticsearch answers again.")
