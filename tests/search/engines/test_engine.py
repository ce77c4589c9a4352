import dataclasses
import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines import database_engine, get_engine
from search.engines.ranking import Explanation
from search.facets import FACETS, load_vocabulary
from search.index import postings
from search.index.adapters import Document
from search.index.analysis import analyse
from search.models import Entry, IndexMark
from search.request import PER_PAGE, SORTS, SearchRequest
from search.understanding.query import Alternative, Clause, Query
from tests.factories.schools import SchoolFactory
from tests.factories.search import PUBLISHED, make_document, make_entries, make_entry
from tests.search import oracle
from tests.search.engine_cases import ToldEngine, new_index
from tests.sizes import examples

pytestmark = pytest.mark.postgresql

WORDS = ["interview", "interviews", "job", "engineer", "ইন্টারভিউ", "c++", "A-level", "Y9", "café", "the"]
VALUES = {
    "year": ["7", "8", "9", "10"],
    "subject": ["english", "science"],
    "type": ["worksheet", "assembly"],
    "stage": ["ks3", "ks4"],
    "kind": ["unit", "resource"],
    "benchmark": ["gb5"],
    "format": ["film"],
    "language": ["en", "bn"],
}
LOCALES = ["en", "en", "en", "bn", "ur"]
# Two schools, by number: their rows are made by each test.
SCHOOLS = [None, None, None, 0, 1]
OFFERED = VALUES | {"minutes": ["10", "20", "60", "longer"]}
SLOW = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

text = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
facets = st.fixed_dictionaries({key: st.sets(st.sampled_from(values), max_size=2) for key, values in VALUES.items()})
documents = st.lists(
    st.builds(
        make_document,
        text.filter(bool),
        facets=facets,
        texts=st.fixed_dictionaries({"body": text, "outcome": text}),
        minutes=st.none() | st.integers(1, 90),
        locale=st.sampled_from(LOCALES),
        school_id=st.sampled_from(SCHOOLS),
        groups=st.lists(st.sampled_from(["unit-1", "unit-2", "unit-3"]), unique=True, max_size=2).map(tuple),
        first_published=st.integers(0, 9).map(lambda days: PUBLISHED + datetime.timedelta(days=days)),
    ),
    min_size=1,
    max_size=12,
)
# Two facets at most: with more, hardly anything is left to count, and a wrong count goes unseen.
chosen = st.dictionaries(st.sampled_from(sorted(OFFERED)), st.just(0), max_size=2).flatmap(
    lambda keys: st.fixed_dictionaries(
        {key: st.sets(st.sampled_from(OFFERED[key]), min_size=1, max_size=2) for key in keys}
    )
)
stems = st.sampled_from([word for written in WORDS for word in analyse(written)])
several = st.lists(stems, min_size=1, max_size=3).map(tuple)
options = st.builds(Alternative, several, st.sampled_from([2.0, 1.0, 0.5]), st.booleans())
clauses = st.builds(Clause, st.just("typed"), st.lists(options, min_size=1, max_size=2).map(tuple), st.booleans())
queries = st.builds(
    Query, st.lists(clauses, max_size=3).map(tuple), st.lists(options, max_size=1).map(tuple)
) | text.map(lambda typed: Query.of(*analyse(typed)))
asked: st.SearchStrategy[dict] = st.builds(
    dict,
    query=queries,
    sort=st.sampled_from(SORTS),
    chosen=chosen,
    locale=st.sampled_from(LOCALES),
    school=st.sampled_from(SCHOOLS),
    page=st.sampled_from([1, 1, 2, 3, 900]),
    near_minutes=st.none() | st.sampled_from([5, 10, 20, 60]),
    any_words=st.booleans(),
)
# Enough for several pages now and then.
times = st.sampled_from([1, 1, 1, 5])


@pytest.fixture(params=["database", "elasticsearch"])
def engine(request, db):
    if request.param == "database":
        return get_engine(database_engine())
    client = request.getfixturevalue("elasticsearch")
    return ToldEngine(client, new_index(client))


@pytest.fixture
def clear_rows(db):
    """The rows of one example are gone before the next: hypothesis runs all of them inside one test."""

    def clear():
        postings.remove(Entry.objects.values_list("pk", flat=True))
        Entry.objects.all().delete()
        IndexMark.move(vocabulary=True)  # rows are never deleted in earnest: have everything read again

    return clear


@pytest.fixture
def schools(db) -> list[int]:
    return [SchoolFactory.create().pk for _ in range(2)]


def request_of(ask, wanted, schools: list[int]) -> SearchRequest:
    selected = tuple((f.key, tuple(sorted(wanted["chosen"][f.key]))) for f in FACETS if wanted["chosen"].get(f.key))
    own = {name: wanted[name] for name in ("query", "locale", "page", "near_minutes", "any_words")}
    school = None if wanted["school"] is None else schools[wanted["school"]]
    return ask(f"sort={wanted['sort']}").change(selected=selected, school=school, **own)


def of_schools(documents: list[Document], schools: list[int]) -> list[Document]:
    """Put the ids of schools in place of their numbers."""
    return [d if d.school_id is None else dataclasses.replace(d, school_id=schools[d.school_id]) for d in documents]


@SLOW
@given(documents=documents, times=times, wanted=asked)
def test_set_order_and_counts_are_those_of_plain_python(documents, times, wanted, ask, engine, clear_rows, schools):
    clear_rows()
    documents = of_schools(documents * times, schools)
    entries = make_entries(*documents)
    request = request_of(ask, wanted, schools)
    expected = oracle.answer(documents, request, load_vocabulary())
    response = engine.search(request, explain=True)
    total = len(expected["found"])
    assert (response.total, response.total_all, response.total_any) == (total, expected["all"], expected["any"])
    assert (response.counts, response.without) == (expected["counts"], expected["without"])
    assert response.pages == max(1, -(-total // PER_PAGE))
    assert response.page == min(request.page, response.pages)
    at = {entry.pk: n for n, entry in enumerate(entries)}
    assert set(response.ids) <= {entries[n].pk for n in expected["found"]}
    keys = oracle.sort_keys(documents, request, expected["found"])
    order = sorted(expected["found"], key=lambda n: (keys[n], n))
    if request.order == "relevance":
        order = oracle.apart(order, documents)
    on_page = order[(response.page - 1) * PER_PAGE : response.page * PER_PAGE]
    # In another order of adding up, equals differ by the last bit; which of them is first is another engine's to tell.
    assert len(set(response.ids)) == len(on_page)
    for pk, n in zip(response.ids, on_page, strict=True):
        assert keys[at[pk]] == pytest.approx(keys[n])
    if request.order == "relevance":
        told = oracle.Reckoning(documents, request).explanations(expected["found"])
        for pk, why in response.explanations.items():
            assert_explained_alike(why, told[at[pk]])
        assert set(response.explanations) == set(response.ids)


def assert_explained_alike(one: Explanation, other: Explanation) -> None:
    assert (one.matched, one.unit, one.near) == pytest.approx((other.matched, other.unit, other.near))
    assert one.words.keys() == other.words.keys()
    for word, (rarity, zones) in one.words.items():
        assert rarity == pytest.approx(other.words[word][0])
        assert zones == pytest.approx(other.words[word][1])


def test_a_phrase_stands_in_one_zone_and_in_order(ask, engine):
    together = make_entry("Labour market information")
    make_entry("Market for labour")
    make_entry("Labour", texts={"body": "market"})
    asked = ask().change(query=Query((Clause("", (Alternative(("labour", "market"), phrase=True),), required=True),)))
    assert engine.search(asked).ids == (together.pk,)


def test_words_side_by_side_come_before_the_same_words_apart(ask, engine):
    """Among more than the ranker sees: the engine's own choice of candidates has to prefer them as well."""
    make_entries(*(make_document(f"Market for labour {n}") for n in range(220)))
    together = make_entry("What the labour market of a whole city needs")
    options = (Alternative(("market",)), Alternative(("labour", "market"), 4.0, phrase=True))
    response = engine.search(ask().change(query=Query((Clause("", options),))))
    assert (response.ids[0], response.total) == (together.pk, 221)


def test_a_long_text_is_found_to_its_last_words(ask, engine):
    """PostgreSQL's vectors end at 256 places of a word, 16,383 places and 1 MB; Elasticsearch's words at 32 kB."""
    wide = [f"{n:x}".rjust(6, "g") + "অ" * 58 for n in range(6000)]
    body = " ".join(["again"] * 700 + wide + ["again"] * 700 + ["labour", "market"])
    long = make_entry("Long", texts={"body": body})
    make_entry("Other", texts={"body": "market labour again"})
    for words in (("labour", "market"), ("again", "labour"), analyse(f"{wide[1999]} {wide[2000]}"), analyse(wide[-1])):
        phrase = Alternative(tuple(words), phrase=True)
        for option in (phrase, Alternative(tuple(words[-1:]))):
            found = engine.search(ask().change(query=Query((Clause("", (option,), required=True),)))).ids
            assert long.pk in found, option
        assert engine.search(ask().change(query=Query((Clause("", (phrase,)),)))).ids == (long.pk,)


def test_the_same_hits_come_in_the_same_order_however_their_candidates_were_chosen(ask, engine):
    entries = make_entries(*(make_document("Interview " + "word " * (n % 7), minutes=n) for n in range(260)))
    few = engine.search(ask("q=interview&minutes=60&minutes=longer"))
    best = [entry for entry in entries if entry.title.strip() == "Interview"]
    assert few.total == 260
    assert set(few.ids[:20]) <= {entry.pk for entry in best}


def test_the_best_answer_comes_first(ask, engine):
    body = make_entry("Work", texts={"body": "an interview among many other things that happen on the way"})
    title = make_entry("Interview")
    assert engine.search(ask("q=interview")).ids == (title.pk, body.pk)


def test_entries_with_more_of_the_words_come_first_when_sorted_by_length(ask, engine):
    short = make_entry("Interview", minutes=5)
    both = make_entry("Mock interview", minutes=50)
    long = make_entry("Mock exam", minutes=40)
    unknown = make_entry("Interview skills")
    everything = engine.search(ask("q=mock+interview&sort=shortest&words=any"))
    assert everything.ids == (both.pk, short.pk, long.pk, unknown.pk)


@pytest.fixture
def noise(db):
    """Two that hold both words, one that is about the rarer one, and many that mention the common one."""
    both = make_entries(make_document("Enterprise day"), make_document("Day", texts={"body": "an enterprise"}))
    about = make_entry("Enterprise", facets={"year": ["9"]})
    texts = {"body": "at the end of the day " + "word " * 40}
    make_entries(*(make_document(f"Lesson {n}", facets={"year": ["9"]}, texts=texts) for n in range(30)))
    return [*both, about]


def test_what_mentions_one_common_word_is_not_counted_and_still_reached(ask, engine, noise):
    found = engine.search(ask("q=enterprise+day"))
    assert set(found.ids) == {entry.pk for entry in noise}
    assert (found.total, found.total_all, found.total_any) == (3, 2, 33)
    assert found.counts["year"]["9"] == 1
    assert len(found.rest) == PER_PAGE - 3
    assert not set(found.rest) & set(found.ids)
    everything = engine.search(ask("q=enterprise+day&words=any"))
    assert (everything.total, everything.pages, everything.rest) == (33, 2, ())


def test_a_count_is_what_ticking_it_leaves(ask, engine, noise):
    assert engine.search(ask("q=enterprise+day&year=9")).total == 1
    assert (
        engine.search(ask("q=enterprise+day&year=9&year=8")).counts["year"]
        == (engine.search(ask("q=enterprise+day")).counts["year"])
    )


def test_every_order_shows_the_same_entries(ask, engine, noise):
    found = [engine.search(ask(f"q=enterprise+day&sort={sort}")) for sort in SORTS]
    assert {frozenset(one.ids) for one in found} == {frozenset(entry.pk for entry in noise)}
    assert {one.total for one in found} == {3}


def test_one_word_is_judged_by_nothing(ask, engine, noise):
    assert engine.search(ask("q=day")).total == 32


def test_without_words_the_newest_come_first(ask, engine):
    old = make_entry("Old")
    new = make_entry("New", first_published=PUBLISHED + datetime.timedelta(days=3))
    assert engine.search(ask()).ids == (new.pk, old.pk)


def test_eight_minutes_count_in_every_step_from_ten_to_sixty(ask, engine):
    make_entry("Starter", minutes=8)
    make_entry("Trip", minutes=240)
    assert engine.search(ask()).counts["minutes"] == {"10": 1, "20": 1, "30": 1, "60": 1, "longer": 1}


def test_relevance_ends_at_two_hundred_and_other_orders_do_not(ask, engine):
    make_entries(*(make_document(f"Interview {n}") for n in range(230)))
    response = engine.search(ask("q=interview&page=99"))
    assert (response.total, response.reachable, response.page, response.pages) == (230, 200, 10, 10)
    assert len(response.ids) == PER_PAGE
    assert engine.search(ask("q=interview&sort=newest&page=99")).pages == 12


def test_pages_hold_each_entry_once(ask, engine):
    entries = make_entries(*(make_document(f"Interview {n}") for n in range(45)))
    seen = [pk for page in (1, 2, 3) for pk in engine.search(ask(f"q=interview&page={page}")).ids]
    assert sorted(seen) == [entry.pk for entry in entries]


def test_an_empty_index_answers_with_nothing(ask, engine):
    response = engine.search(ask("q=interview&year=9"))
    assert (response.ids, response.total, response.counts["year"]["9"]) == ((), 0, 0)


def test_an_entry_of_another_language_is_not_found(ask, engine):
    make_entry("Interview", locale="bn")
    assert engine.search(ask("q=interview")).total == 0
