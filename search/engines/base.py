"""The interface of a search engine: find and count, in one round trip. Ranking is in `search.engines.ranking`."""

import abc
import dataclasses
from collections.abc import Mapping, Sequence

from search.engines import ranking
from search.engines.candidates import Reader
from search.engines.spreading import spread
from search.index.packing import unit_of
from search.request import DEEPEST, PER_PAGE, RELEVANCE_ENDS, SearchRequest


@dataclasses.dataclass(frozen=True)
class SearchResponse:
    """What was found. `ids` are the entries of this page in order; `page` is the page given, which may be the last.

    `total` counts entries that are close to the query (`search.engines.closeness`), `total_all` those that fit all of
    its clauses, `total_any` those that fit any. `rest` are entries of the last kind that fill this page, if it is the
    last. `counts` maps facet ->
    value -> entries, each facet counted without its own selection; `without`: for each facet in use, how many there are
    without its selection. `explanations`: by id, where they were asked for.
    `lag`: how many seconds ago something changed that this answer does not include; 0 if it is up to date.
    """

    ids: tuple[int, ...]
    total: int
    total_all: int
    counts: Mapping[str, Mapping[str, int]]
    page: int
    pages: int
    reachable: int
    without: Mapping[str, int]
    total_any: int = 0
    rest: tuple[int, ...] = ()
    explanations: Mapping[int, ranking.Explanation] = dataclasses.field(default_factory=dict, compare=False)
    lag: float = dataclasses.field(default=0.0, compare=False)


class EngineUnavailable(Exception):
    """The engine cannot answer here; the message is for the host."""


class RequestRefused(EngineUnavailable):
    """The engine works but refuses this request."""


class Engine(abc.ABC):
    """A search engine. Every engine gives the same set, counts and totals for the same entries, and the same order
    wherever it has the same candidates: up to 200 hits that is always."""

    name: str

    @abc.abstractmethod
    def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
        """Answer a request. Raises EngineUnavailable when it cannot."""


def paging(request: SearchRequest, total: int) -> tuple[int, int, int]:
    """Return (page, pages, reachable): by relevance there are no pages after the best 200."""
    reachable = min(total, RELEVANCE_ENDS if request.order == "relevance" else DEEPEST)
    pages = max(1, -(-reachable // PER_PAGE))
    return min(request.page, pages), pages, reachable


def room_on(page: int, pages: int, shown: int) -> int:
    """Return how many entries the last page has room for below those it shows."""
    return PER_PAGE - shown if page == pages else 0


def ranked(
    request: SearchRequest,
    ids: Sequence[int],
    corpus: ranking.Corpus,
    reader: Reader,
    *,
    first: int,
    explain: bool = False,
) -> list[ranking.Ranked]:
    """Return the `first` of an engine's best candidates in order, units apart."""
    if not ids:
        return []
    candidates = reader.counted(ids)
    found = ranking.rank(request.query, candidates, corpus, near_minutes=request.near_minutes, explain=explain)
    return spread(found, unit_of(candidates.ids, candidates.units), first=first)


def on_page(order: Sequence[ranking.Ranked], page: int) -> tuple[list[int], dict[int, ranking.Explanation]]:
    """Return a page's ids in order, and the explanations by id where there are any."""
    there = order[(page - 1) * PER_PAGE : page * PER_PAGE]
    return [one.pk for one in there], {one.pk: one.explanation for one in there if one.explanation}
