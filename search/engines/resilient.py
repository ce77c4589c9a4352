"""An engine that uses Elasticsearch while it is available and up to date, else the database's own engine."""

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
    """Which engine answers: its name, empty if none does; how many changes the search server has not received, the
    age of the first of them in seconds, and why the server is not asked."""

    answering: str
    pending: int = 0
    lag: float = 0.0
    reason: str = ""


class ResilientEngine(Engine):
    """One for each process: its breaker remembers failures of the server; `answered` counts searches by engine."""

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
            # An outdated answer is better than none; the page says how old it is.
            if lag and not lag.bearable and (response := self._first(request, lag, explain)):
                return dataclasses.replace(response, lag=lag.age.total_seconds())
            raise

    def health(self) -> Health:
        """Ask the server for a sign of life, unless it has just failed, and say who would answer a search."""
        lag = sync.lag()
        if lag is None:
            return Health(self.second.name, reason="no index")
        pending, seconds = lag.pending, lag.age.total_seconds()
        if not lag.bearable:
            return Health(self.second.name, pending, seconds, "index behind")
        if self.breaker.allows():
            try:
                ask({"sign of life": {"size": 0, "track_total_hits": True}})
            except EngineUnavailable as error:
                self._failed(error)
            else:
                self._succeeded()
        if not self.breaker.closed:
            return Health(self.second.name, pending, seconds, "no answer")
        return Health(self.first.name, pending, seconds)

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
            # The request is at fault, not the server: other searches can go on using it.
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
