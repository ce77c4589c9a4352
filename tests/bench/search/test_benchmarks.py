"""The benchmarks on a corpus small enough for a test: that they measure what they say, and leave nothing behind."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict

from search.engines import database_engine, get_engine, snapshot
from search.facets import FACETS, FacetValues, load_vocabulary
from search.index import writing
from search.index.adapters import Document
from search.models import Entry
from search.request import SearchRequest
from tests.bench.search import parts
from tests.bench.search.clocks import Stages
from tests.bench.search.corpus import Corpus
from tests.bench.search.questions import FACETS_CHOSEN, KINDS, questions

ENTRIES = 400


@pytest.fixture
def vocabulary(framework: None, db: None) -> FacetValues:
    return load_vocabulary()


@pytest.fixture
def documents(vocabulary: FacetValues) -> list[Document]:
    return list(Corpus(vocabulary, seed=1).documents(ENTRIES))


@pytest.fixture
def entries(documents: list[Document]) -> list[Entry]:
    return writing.write([(None, document) for document in documents])


def test_a_seed_is_a_corpus(vocabulary: FacetValues, documents: list[Document]) -> None:
    assert documents == list(Corpus(vocabulary, seed=1).documents(ENTRIES))
    assert documents != list(Corpus(vocabulary, seed=2).documents(ENTRIES))


def test_made_up_words_follow_zipf(documents: list[Document]) -> None:
    held = Counter(word for d in documents for word in set(" ".join(d.texts.values()).split()))
    shares = sorted((n / ENTRIES for n in held.values()), reverse=True)
    assert shares[0] > 0.9
    assert 0.2 < shares[100] < 0.5
    assert sum(n == 1 for n in held.values()) > len(held) / 3


def test_every_facet_has_values_known_to_the_vocabulary(vocabulary: FacetValues, documents: list[Document]) -> None:
    held = Counter(key for d in documents for key, _ in d.facets)
    assert min(held[facet.key] for facet in FACETS) > ENTRIES / 4
    assert 12 < sum(held.values()) / ENTRIES < 24
    assert all(value in vocabulary[key] for d in documents for key, value in d.facets)


def test_questions_are_as_rare_as_they_say_and_choose_other_facets(entries: list[Entry]) -> None:
    asked = questions(6, seed=3)
    assert Counter((q.kind, len(q.chosen)) for q in asked) == {(kind, n): 6 for kind in KINDS for n in FACETS_CHOSEN}
    held = Counter(word for entry in entries for word in set(" ".join(entry.texts.values()).split()))
    for question in asked:
        above, most = KINDS[question.kind]
        assert all(above * ENTRIES < held[word] <= max(most * ENTRIES, 1) for word in question.text.split())
        assert len(dict(question.chosen)) == len(question.chosen)
    known = snapshot.current()
    query = QueryDict(asked[0].query_string)
    request = SearchRequest.from_query(query, vocabulary=known.vocabulary, index_words=known.index_words("en"))
    assert dict(asked[0].chosen) == {key: values[0] for key, values in request.selected}


@pytest.mark.parametrize("engine", parts.STAGES)
def test_stages_are_parts_of_the_code(engine: str) -> None:
    with Stages().of(parts.STAGES[engine]):
        pass


def test_stages_add_up_to_the_whole_answer(entries: list[Entry]) -> None:
    name = database_engine()
    asked = questions(1, seed=4)
    found = parts.stages(parts.Answer(get_engine(name)), asked, name)
    assert found.keys() == KINDS.keys()
    assert found["very common"]["rank the candidates"]["p50"] > found["rare"]["rank the candidates"]["p50"]


@pytest.mark.whole
def test_bench_search_measures_in_a_database_of_its_own(db: None, tmp_path: Path) -> None:
    out, figures = StringIO(), tmp_path / "figures.json"
    call_command(
        "bench_search",
        entries=[60],
        engine="embedded",
        queries=1,
        wagtail_seconds=5,
        http=True,
        json=figures,
        stdout=out,
    )
    (result,) = json.loads(figures.read_text())
    assert result["entries"] == result["wagtail"]["rows"] == 60
    assert {group["kind"] for group in result["groups"]} == set(KINDS)
    assert result["pages"]["asked"] == len(result["groups"]) and result["pages"]["bytes"]["p50"] > 3000
    assert result["size"] > 0 < result["memory"]["after"]
    assert "embedded, 60 entries" in out.getvalue()
    assert not Entry.objects.exists()


def test_a_part_of_a_benchmark_does_not_touch_the_hub(db: None) -> None:
    with pytest.raises(CommandError, match="scratch database only"):
        call_command("bench_part", "build", json.dumps({"entries": 1, "seed": 0}))
    assert not Entry.objects.exists()


def test_a_missing_server_is_said_in_words(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTGRESQL_URL", raising=False)
    with pytest.raises(CommandError, match="POSTGRESQL_URL is not set"):
        call_command("bench_search", entries=[10], engine="postgresql")
