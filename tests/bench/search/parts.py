"""What a benchmark does in a process of its own: fill a scratch database, tell Elasticsearch, ask an engine."""

import io
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice

from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from tqdm import tqdm

from search.engines import Engine, get_engine, snapshot
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import get_client
from search.engines.elasticsearch.documents import documents
from search.facets import load_vocabulary
from search.index import writing
from search.index.adapters import Document
from search.models import Entry, EntryFacet, Posting, Word
from search.request import SearchRequest
from tests.bench.figures import Figures
from tests.bench.search.clocks import Stages, memory, percentiles, timed
from tests.bench.search.corpus import Corpus
from tests.bench.search.questions import FACETS_CHOSEN, KINDS, Question, questions

BATCH = 500
# Of each kind; there are nine kinds.
WARMING = 100
_SHARED = {
    "search.engines.snapshot.current": "is the snapshot still right",
    "search.request.SearchRequest.from_query": "parse",
    "search.engines.ranking.rank": "rank the candidates",
}
_DATABASE = _SHARED | {
    "search.engines.database.DatabaseEngine.search": "sets and bits",
    "search.engines.database.DatabaseEngine.postings": "who holds a word",
    "search.engines.database.Reach.best": "choose the candidates",
    "search.engines.database.ranked": "load the candidates",
    "search.engines.bits.counts": "count facet values",
}
_ELASTICSEARCH = _SHARED | {
    "search.engines.elasticsearch.engine.ElasticsearchEngine.search": "read the answer",
    "search.engines.elasticsearch.engine.ask": "the server",
    "search.engines.elasticsearch.engine.ranked": "load the candidates",
}
STAGES = {"embedded": _DATABASE, "postgresql": _DATABASE, "elasticsearch": _ELASTICSEARCH}


def build(*, entries: int, seed: int) -> Figures:
    """Fill the database with vocabulary and entries, through the path that pages take."""
    call_command("load_framework", stdout=io.StringIO())
    corpus = Corpus(load_vocabulary(), seed=seed).documents(entries)
    seconds = 0.0
    with tqdm(total=entries, unit="entry", desc="entries", disable=not sys.stderr.isatty()) as bar:
        while batch := list(islice(corpus, BATCH)):
            seconds += write(batch) / 1000
            bar.update(len(batch))
    writing.analyze()
    return {"seconds": round(seconds, 1), "rows": rows_size()}


def write(batch: Sequence[Document]) -> float:
    return timed(lambda: writing.write([(None, document) for document in batch]))[0]


def index() -> Figures:
    """Put every entry into a new index of Elasticsearch and make it the live one."""
    client, started = get_client(), time.perf_counter()
    name = indices.create(client)
    pks = list(Entry.objects.values_list("pk", flat=True))
    with tqdm(total=len(pks), unit="entry", desc="Elasticsearch", disable=not sys.stderr.isatty()) as bar:
        for start in range(0, len(pks), BATCH):
            some = pks[start : start + BATCH]
            if refused := indices.send(client, name, documents(some), refresh=False).refused:
                raise RuntimeError(f"Elasticsearch refused {len(refused)} entries: {next(iter(refused.values()))}")
            bar.update(len(some))
    indices.open_up(client, name)
    indices.swap(client, name)
    return {"seconds": round(time.perf_counter() - started, 1)}


def drop() -> Figures:
    """Take this benchmark's indices away; its prefix is its own."""
    client = get_client()
    for name in indices.names(client):
        indices.drop(client, name)
    return {}


def ask(*, engine: str, count: int, seed: int, profile: bool = False) -> Figures:
    """Ask `count` questions of each kind, and once more as if something had just changed. Times in milliseconds.

    Other questions go before, as in a server that is in service: a virtual machine that has just been started is still
    compiling what it runs. What this process remembers of them is forgotten again.
    """
    before = memory()
    asked = questions(count, seed=seed)
    snapshot.forget()
    answer = Answer(get_engine(engine))
    first, _ = timed(answer.to, asked[0])
    for question in tqdm(questions(WARMING, seed=seed + 1), desc=f"{engine}, warming", disable=None):
        answer.to(question)
    snapshot.forget()
    answer.to(asked[0])
    warm = {question: timed(answer.to, question) for question in tqdm(asked, desc=engine, disable=None)}
    after = memory()
    cold = {}
    for question in asked:
        snapshot.current().cache.pop(engine, None)
        cold[question] = timed(answer.to, question)
    return {
        "first": round(first, 1),
        "memory": {"before": before["now"], "after": after["now"], "most": after["most"]},
        "size": size(engine),
        "groups": list(_groups(asked, warm, cold, answer.totals)),
        "stages": stages(answer, asked, engine) if profile else {},
    }


class Answer:
    """Answers questions as the results page does, from address to response."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.totals: dict[Question, int] = {}

    def to(self, question: Question) -> None:
        held = snapshot.current()
        query = QueryDict(question.query_string)
        request = SearchRequest.from_query(query, vocabulary=held.vocabulary, index_words=held.index_words("en"))
        self.totals[question] = self.engine.search(request).total


Times = dict[Question, tuple[float, float]]


def _groups(asked: list[Question], warm: Times, cold: Times, totals: dict[Question, int]) -> Iterator[Figures]:
    for kind in KINDS:
        for facets in FACETS_CHOSEN:
            some = [question for question in asked if question.kind == kind and len(question.chosen) == facets]
            yield {
                "kind": kind,
                "facets": facets,
                "found": percentiles([totals[question] for question in some]),
                "wall": percentiles([warm[question][0] for question in some]),
                "own": percentiles([warm[question][1] for question in some]),
                "changed": percentiles([cold[question][0] for question in some]),
            }


def stages(answer: Answer, asked: list[Question], engine: str) -> dict[str, dict[str, dict[str, float]]]:
    """Return, for each kind of words, what each part of an answer takes."""
    spent: dict[str, dict[str, list[float]]] = {
        kind: {stage: [] for stage in STAGES[engine].values()} for kind in KINDS
    }
    clock = Stages()
    with clock.of(STAGES[engine]):
        for question in asked:
            answer.to(question)
            taken = clock.take()
            for stage, values in spent[question.kind].items():
                values.append(taken.get(stage, 0.0))
    return {kind: {stage: percentiles(values) for stage, values in parts.items()} for kind, parts in spent.items()}


def size(engine: str) -> int:
    """Return the bytes that the engine's own index takes."""
    if engine == "elasticsearch":
        client = get_client()
        stats = client.indices.stats(index=indices.live(client), metric="store")
        return stats["_all"]["primaries"]["store"]["size_in_bytes"]
    return tables()[Posting._meta.db_table]


def rows_size() -> int:
    """Return the bytes of the entries' own rows, from which every engine can be filled again."""
    rows = {model._meta.db_table for model in (Entry, EntryFacet, Word)}
    return sum(size for name, size in tables().items() if name in rows)


def tables() -> dict[str, int]:
    """Return the bytes on disk of each table with its indexes."""
    if connection.vendor == "sqlite":
        sql = "SELECT s.tbl_name, SUM(d.pgsize) FROM dbstat d JOIN sqlite_schema s ON s.name = d.name GROUP BY 1"
    else:
        sql = "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name: int(size) for name, size in cursor.fetchall()}
