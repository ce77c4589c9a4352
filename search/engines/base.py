"""What every engine does: find and count, in one round trip. Ranking is not theirs (`search.ranking`)."""

import abc
import dataclasses
from collections.abc import Mapping

from search.request import PER_PAGE, RELEVANCE_ENDS, SearchRequest


@dataclasses.dataclass(frozen=True)
class SearchResponse:
    """What was found. `ids` are the entries of this page in order; `page` is the page given, which may be the last.

    `total` counts entries with any of the words, `total_all` those with all of them. `counts` maps facet -> value ->
    entries, each facet counted without its own selection.
    """

    ids: tuple[int, ...]
    total: int
    total_all: int
    counts: Mapping[str, Mapping[str, int]]
    page: int
    pages: int
    reachable: int


class EngineUnavailable(Exception):
    """The engine cannot answer here; the message is for the host."""


class Engine(abc.ABC):
    """One way to answer. Every engine gives the same set, counts and totals for the same entries."""

    name: str

    @abc.abstractmethod
    def search(self, request: SearchRequest) -> SearchResponse: ...


def paging(request: SearchRequest, total: int) -> tuple[int, int, int]:
    """Return (page, pages, reachable): by relevance there is nothing to turn to after the best 200."""
    reachable = min(total, RELEVANCE_ENDS) if request.order == "relevance" else total
    pages = max(1, -(-reachable // PER_PAGE))
    return min(request.page, pages), pages, reachable
