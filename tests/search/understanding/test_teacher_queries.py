"""What teachers, careers leaders, governors and parents type, and what the hub must make of it, in the demo content.

A row says which filters are understood, and the beginnings of the titles of which one has to stand first, or `among`
the first three where several are equally right.
"""

import datetime
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict

from hub.home import tree
from hub.home.demo import news, resources, units
from search.engines import database_engine, get_engine, snapshot
from search.models import Entry
from search.request import SearchRequest
from tests import databases

ROWS = json.loads((Path(__file__).parent / "data" / "teacher_queries.json").read_text(encoding="utf-8"))
DAY = datetime.date(2026, 11, 23)
FIRST = datetime.datetime.combine(DAY, datetime.time(10), tzinfo=datetime.UTC)
MOST_EMPTY = 0.02
# The table is answered once, in one transaction, and its tests read no database; but one is made for them.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def titles_and_answers(django_db_setup, django_db_blocker):
    """Return the titles of all demo entries, and query -> (filters understood, titles of the first ten found)."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_framework", verbosity=0)
        databases.as_migrated()
        home = tree.ensure_site(on=DAY)
        for room in (news, resources, units):
            room.load(home=home, on=DAY)
        # Pages a minute apart, as where loading takes its time: entries of one second are ordered by their ids.
        pages: dict[int | None, int] = {}
        for entry in Entry.objects.order_by("pk"):
            minutes = pages.setdefault(entry.page_id, len(pages))
            entry.first_published = FIRST + datetime.timedelta(minutes=minutes)
            entry.save(update_fields=["first_published"])
        titles = dict(Entry.objects.current().filter(locale="en", school=None).values_list("pk", "title"))
        held, engine = snapshot.current(), get_engine(database_engine())
        answers = {}
        for row in ROWS:
            query = QueryDict(mutable=True)
            query["q"] = row["query"]
            request = SearchRequest.from_query(query, vocabulary=held.vocabulary, index_words=held.index_words("en"))
            understood = {f"{key}={value}" for key, values in request.selected for value in values}
            found = engine.search(request).ids
            answers[row["query"]] = (understood, [titles[pk] for pk in found[:10]])
        transaction.set_rollback(True)
    return titles.values(), answers


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["query"])
def test_a_teacher_finds_it(row, titles_and_answers):
    titles, answers = titles_and_answers
    understood, found = answers[row["query"]]
    assert understood == set(row["chips"])
    assert all(any(title.startswith(start) for title in titles) for start in row["first"]), "no such title"
    if row["first"]:
        best = found[: row.get("among", 1)]
        assert any(title.startswith(tuple(row["first"])) for title in best), found[:5]


def test_the_short_lessons_of_a_unit_are_found_by_what_it_is_about(titles_and_answers):
    _titles, answers = titles_and_answers
    assert {"Locked, shut or open", "Two plans", "Who I asked"} <= set(answers["options year 9 20 minutes"][1])


def test_deaf_finds_lessons_that_are_adapted(titles_and_answers):
    _titles, answers = titles_and_answers
    assert {"Two hard conversations", "The journey"} <= set(answers["deaf"][1])


def test_hardly_any_query_finds_nothing(titles_and_answers):
    _titles, answers = titles_and_answers
    assert len(answers) == len(ROWS) >= 200
    empty = [query for query, (_, found) in answers.items() if not found]
    assert len(empty) <= MOST_EMPTY * len(ROWS), empty
    assert [row["query"] for row in ROWS if not row["first"]] == empty, "what finds something says what comes first"
