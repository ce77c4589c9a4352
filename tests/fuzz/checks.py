"""Asks hostile searches and checks what must hold for every one of them, whatever engine answers."""

import contextlib
import dataclasses
import signal
import time
from collections import Counter
from collections.abc import Iterator

from django.http import QueryDict

from search.engines import Engine, SearchResponse, snapshot
from search.facets import FacetValues
from search.request import DEEPEST, LONGEST_TEXT, PER_PAGE, SearchRequest
from search.results.no_results import MOST_OFFERS, MOST_SEARCHES, alternatives
from search.understanding.clauses import MOST_CLAUSES, MOST_WORDS
from tests.fuzz.strategies import Case

# Processor time, in seconds, beyond which a search is an attack that works.
LONGEST_CASE = 2.0


class Broken(Exception):
    """What must hold of every search does not hold of this one."""


@dataclasses.dataclass
class Tally:
    """What the cases came to, so that it can be seen that they reached something."""

    asked: int = 0
    seen: Counter[str] = dataclasses.field(default_factory=Counter)
    # Seconds of processor time, and which of the cases that was, counted from 0.
    slowest: tuple[float, int] = (0.0, -1)

    def add(self, request: SearchRequest, response: SearchResponse, seconds: float) -> None:
        self.slowest = max(self.slowest, (seconds, self.asked))
        self.asked += 1
        reached: dict[str, object] = {
            "found something": response.total,
            "found nothing": not response.total,
            "had words": request.query,
            "had filters": request.selected,
            "read filters in the words": request.readings,
            "were corrected": request.corrections,
            "held a phrase": request.query.phrases,
            "left words out": request.query.excluded,
            "had notices": request.notices,
        }
        self.seen.update(name for name, value in reached.items() if value)


def check(case: Case, engine: Engine, tally: Tally) -> None:
    """Ask a case and check the answer. Raises Broken, which says what is wrong, whatever goes wrong."""
    started = time.process_time()
    try:
        with limited():
            request = _request(case.raw, case)
            response = engine.search(request)
            problems = [*_over(request), *_unlike(request, case), *_wrong(request, response)]
            if not response.total and request.school is None:
                problems += _lost(request, response, engine, snapshot.current().vocabulary)
    except Exception as error:
        raise Broken(f"{type(error).__name__}: {error}") from error
    if problems:
        raise Broken("\n".join(problems))
    tally.add(request, response, time.process_time() - started)


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Stop what takes too long, such as a regular expression that goes back and forth. Raises TimeoutError."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError(f"more than {LONGEST_CASE} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_CASE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _request(raw: str, case: Case) -> SearchRequest:
    held = snapshot.current()
    return SearchRequest.from_query(
        QueryDict(raw),
        vocabulary=held.vocabulary,
        index_words=held.index_words(case.locale),
        locale=case.locale,
        school=case.school,
    )


def _over(request: SearchRequest) -> Iterator[str]:
    """Yield each bound of cost that a request exceeds."""
    if len(request.text) > LONGEST_TEXT:
        yield f"its text has {len(request.text)} characters"
    if max(len(request.query.clauses), len(request.query.excluded)) > MOST_CLAUSES:
        yield f"it has {len(request.query.clauses)} clauses and {len(request.query.excluded)} words left out"
    if len(request.words) > MOST_WORDS:
        yield f"it looks for {len(request.words)} words"
    if request.page < 1:
        yield f"its page is {request.page}"


class _Counting(Engine):
    """An engine, and how often it was asked."""

    def __init__(self, engine: Engine):
        self.engine, self.asked = engine, 0

    def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
        self.asked += 1
        return self.engine.search(request, explain=explain)


def _lost(request: SearchRequest, response: SearchResponse, engine: Engine, vocabulary: FacetValues) -> Iterator[str]:
    """Yield what is wrong with what the page offers instead of a search that found nothing."""
    counting = _Counting(engine)
    ways = alternatives(request, response, counting, vocabulary)
    if counting.asked > MOST_SEARCHES:
        yield f"{counting.asked} searches more, for ways on"
    if len(ways.drops) > MOST_OFFERS + 1:
        yield f"{len(ways.drops)} filters to drop are offered"


def _unlike(request: SearchRequest, case: Case) -> Iterator[str]:
    """Yield how the canonical address differs from what it was made of."""
    address = request.query_string()
    again = _request(address.removeprefix("?"), case)
    for field in dataclasses.fields(request):
        one, other = getattr(request, field.name), getattr(again, field.name)
        if field.compare and one != other:
            yield f"{address!a} has another {field.name}: {one!a}, then {other!a}"
    if again.query_string() != address:
        yield f"{address!a} becomes {again.query_string()!a}"


def _wrong(request: SearchRequest, response: SearchResponse) -> Iterator[str]:
    """Yield what cannot be true of an answer."""
    if len(response.ids) > PER_PAGE or len(set(response.ids)) < len(response.ids):
        yield f"ids {response.ids}"
    if not len(response.ids) <= response.total or not response.total_all <= response.total:
        yield f"{len(response.ids)} of {response.total}, {response.total_all} of which fit everything"
    if not 1 <= response.page <= response.pages or response.reachable > min(response.total, DEEPEST):
        yield f"page {response.page} of {response.pages}, {response.reachable} reachable of {response.total}"
    if bool(response.ids) != bool(response.total):
        yield f"{response.total} found and {len(response.ids)} shown on page {response.page}"
    filters = request.filters
    for key, counts in response.counts.items():
        chosen = filters.get(key, ())
        if chosen and response.without[key] < response.total:
            yield f"{response.without[key]} are found without {key}, and {response.total} with it"
        highest = max(counts.values(), default=0)
        if not chosen and highest > response.total:
            yield f"{highest} of {response.total} have a value of {key}"
        if len(chosen) == 1 and counts[chosen[0]] != response.total:
            yield f"{counts[chosen[0]]} have {key}={chosen[0]}, which is asked for, and {response.total} are found"
        if chosen and sum(counts[value] for value in chosen) < response.total:
            yield f"fewer have a value of {key} that is asked for than are found"
