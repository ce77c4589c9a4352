"""What a process holds is brought up to date by what changed, and then says what reading everything anew would say."""

import dataclasses
import random

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from search.engines import database_engine, get_engine, snapshot
from search.engines.holders import Postings, Remembered
from search.index import writing
from tests.factories.search import make_document
from tests.sizes import size

pytestmark = pytest.mark.postgresql

WORDS = ["interview", "job", "engineer", "science", "teacher", "কাজ", "c++", "skill", "market", "visit"]
QUERIES = ("q=interview", "q=job+engineer&year=9", "q=%22job+engineer%22", "q=কাজ+c%2B%2B+-visit&subject=science", "q=x")


@pytest.fixture(scope="module")
def planted(once) -> None:
    def plant() -> None:
        parent = Page.get_first_root_node().add_child(title="Above", slug="above")
        for number in range(60):
            parent.add_child(title=f"Page {number}", slug=f"page-{number}")

    once(plant)


@pytest.fixture
def pages(planted, db) -> list[int]:
    return list(Page.objects.filter(slug__startswith="page-").order_by("pk").values_list("pk", flat=True))


@pytest.fixture(params=[True, False], ids=["ids close together", "ids far apart"])
def gaps(request, monkeypatch):
    if not request.param:
        monkeypatch.setattr(snapshot, "MOST_GAPS", 0)


def some_document(chance):
    facets = {"year": chance.sample(["7", "8", "9", "10"], 2), "subject": [chance.choice(["science", "english"])]}
    texts = {zone: " ".join(chance.choices(WORDS, k=chance.randint(1, 8))) for zone in ("title", "unit", "body")}
    return make_document(texts["title"], texts=texts, facets=facets, minutes=chance.choice([None, 10, 50]))


@pytest.mark.parametrize("seed", range(size(1, whole=3)))
def test_after_any_change_it_says_what_reading_everything_would_say(ask, pages, gaps, seed):
    chance, engine = random.Random(seed), get_engine(database_engine())
    writing.write([(pk, some_document(chance)) for pk in pages[:50]])
    carried = 0
    for _ in range(25):
        some = chance.sample(pages, chance.randint(1, 4))
        if chance.random() < 0.3:
            writing.retire(some)
        else:
            writing.write([(pk, some_document(chance)) for pk in some])
        before = snapshot._held
        carried += before is not None and engine.name in snapshot.current().cache
        mended = [engine.search(ask(query)) for query in QUERIES]
        snapshot.forget()
        assert [engine.search(ask(query)) for query in QUERIES] == mended
    assert carried > 20


def test_a_renewed_snapshot_holds_what_a_new_one_holds(ask, pages):
    chance = random.Random(4)
    writing.write([(pk, some_document(chance)) for pk in pages[:50]])
    snapshot.current()
    writing.write([(pk, some_document(chance)) for pk in pages[48:53]])
    writing.retire(pages[:2])
    renewed = snapshot.current()
    snapshot.forget()
    new = snapshot.current()
    for field in dataclasses.fields(snapshot.Columns):
        assert np.array_equal(getattr(renewed.columns(), field.name), getattr(new.columns(), field.name)), field.name
    assert renewed.mean_lengths == new.mean_lengths


def holders(count):
    return Postings(np.arange(count, dtype=np.int32), np.zeros(count, dtype=np.int8))


def test_only_so_much_is_remembered_the_newest_of_it(monkeypatch):
    monkeypatch.setattr("search.engines.holders.MOST_PLACES", 100)
    monkeypatch.setattr("search.engines.holders.MOST_WORDS", 3)
    memory = Remembered()
    for word, count in (("a", 0), ("b", 60), ("c", 40), ("d", 0)):
        memory.put(word, holders(count))
    assert list(memory) == ["b", "c", "d"]
    memory.put("e", holders(70))
    assert list(memory) == ["d", "e"]
    memory.put("f", holders(101))
    assert list(memory) == ["d", "e"]
    assert (last := memory.get("e")) and len(last.at) == 70
    assert memory.get("a") is None


def test_an_entry_that_was_ranked_is_read_again_only_when_it_has_changed(ask, pages):
    engine = get_engine(database_engine())
    writing.write([(pk, make_document("Mock interview")) for pk in pages[:5]])

    def entries_read() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert engine.search(ask("q=interview")).total == 5
        # A comma between two columns, and one less than there are entries between these.
        return sum(query["sql"].count(",") for query in asked if "search_packedentry" in query["sql"])

    assert entries_read() == 5
    assert entries_read() == 0
    writing.write([(pages[0], make_document("Mock interview, again"))])
    assert entries_read() == 1
