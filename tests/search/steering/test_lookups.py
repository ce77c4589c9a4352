"""What was looked for is counted by day, reported to central staff, and forgotten."""

import contextlib
import datetime
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.urls import reverse

from hub.core.jobs import JOBS
from search.models import Lookup
from search.steering import lookups
from search.steering.lookups import Count, Wording, forget, write
from search.steering.reports import wordings

pytestmark = pytest.mark.postgresql

ROOT = Path(__file__).resolve().parents[3]
DAY = datetime.date(2026, 11, 23)
INTERVIEW = Wording("interview", "year=9", "en", DAY)


def row(query: str, **values) -> Lookup:
    return Lookup.objects.create(**{"day": DAY, "locale": "en", "query": query, "searches": 1, **values})


def test_counts_of_several_processes_add_up_and_the_last_hits_stand(db):
    write({INTERVIEW: Count(searches=2, hits=7)})
    write({INTERVIEW: Count(searches=1, hits=5, opened=1)})
    write({INTERVIEW: Count(opened=1)})
    stored = Lookup.objects.get()
    assert (stored.searches, stored.opened, stored.hits) == (3, 2, 5)


def test_another_day_language_or_filter_is_another_row(db):
    for other in ({}, {"day": DAY + datetime.timedelta(days=1)}, {"locale": "bn"}, {"filters": ""}):
        write({Wording(**INTERVIEW.fields() | other): Count(searches=1)})
    assert Lookup.objects.count() == 4


def test_an_opening_without_a_search_makes_no_row(db):
    write({INTERVIEW: Count(opened=3)})
    assert not Lookup.objects.exists()


def test_counts_wait_for_the_minute_or_for_many(monkeypatch):
    tally = lookups.Tally()
    assert not tally.due()
    tally.add(INTERVIEW, searches=1)
    assert not tally.due()
    monkeypatch.setattr(lookups, "WRITE_AFTER_SECONDS", 0)
    assert tally.due()


def test_a_flood_of_wordings_is_not_held_in_memory(monkeypatch):
    monkeypatch.setattr(lookups, "MOST_WORDINGS", 2)
    tally = lookups.Tally()
    for number in range(5):
        tally.add(Wording(str(number), "", "en", DAY), searches=1)
    assert len(tally) == 2


def test_a_count_that_cannot_be_written_is_logged_and_raises_nothing(db, monkeypatch, caplog):
    def fail(counts):
        raise DatabaseError("locked")

    monkeypatch.setattr(lookups, "write", fail)
    lookups.tally.add(INTERVIEW, searches=1)
    lookups.write_out()
    assert "1 searches were not counted" in caplog.text


def test_what_a_process_has_counted_is_written_when_it_ends(database_file):
    """In a process of its own, which ends well before the minute is over."""
    lines = [
        "import datetime, django",
        "django.setup()",
        "from search.steering import lookups",
        f"lookups.tally.add(lookups.Wording('interview', '', 'en', {DAY!r}), searches=2, hits=7)",
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "hub.settings.test", "TEST_DATABASE": str(database_file)}
    subprocess.run([sys.executable, "-c", "\n".join(lines)], cwd=ROOT, env=environment, check=True)
    with contextlib.closing(sqlite3.connect(database_file)) as database:
        assert database.execute("SELECT query, searches, hits FROM search_lookup").fetchall() == [("interview", 2, 7)]


@pytest.mark.parametrize(
    ("on", "oldest"),
    [
        (datetime.date(2026, 11, 23), datetime.date(2025, 10, 23)),
        (datetime.date(2026, 1, 31), datetime.date(2024, 12, 28)),
        (datetime.date(2027, 3, 29), datetime.date(2026, 2, 28)),
    ],
)
def test_what_is_older_than_thirteen_months_is_forgotten(db, on, oldest):
    row("old", day=oldest - datetime.timedelta(days=1))
    row("young", day=oldest)
    assert forget(on=on) == 1
    assert Lookup.objects.get().query == "young"


def test_tick_forgets(db):
    row("old", day=datetime.date(2020, 1, 1))
    assert ("search_forget", {}) in JOBS
    call_command("search_forget", verbosity=0)
    assert not Lookup.objects.exists()


def test_the_report_adds_up_days_and_shows_the_last_hits(db):
    row("mock", searches=2, hits=0)
    row("mock", searches=3, hits=4, opened=1, day=DAY + datetime.timedelta(days=1))
    row("rare", searches=1)
    first, second = wordings(Lookup.objects.all())
    assert (first["query"], first["times"], first["opens"], first["results"]) == ("mock", 5, 1, 4)
    assert second["query"] == "rare"


@pytest.fixture
def report(central, terms):
    row("beekeeping", filters="year=9&minutes=20", hits=0, searches=4)
    row("interview", hits=9, searches=6, opened=2)
    row("", hits=0, searches=3)

    def fetch(query=""):
        response = central.get(reverse("search_lookups") + query)
        assert response.status_code == 200
        if response.streaming:
            return b"".join(response.streaming_content).decode()
        return response.content.decode()

    return fetch


def test_central_staff_see_what_found_nothing_with_its_filters_in_words(report):
    text = report("?found=none")
    assert "beekeeping" in text
    assert "Year 9, Up to 20 minutes" in text
    assert "(words not kept)" in text
    assert ">interview<" not in report("?found=none&query=inter")


def test_the_report_says_that_not_every_browser_tells_of_openings(report):
    text = report("?found=unopened")
    assert "some, such as Firefox, tell none" in text
    assert "Found, no opening told" in text
    assert "nothing opened" not in text


def test_the_report_is_exported(report):
    lines = report("?export=csv").splitlines()
    assert lines[0] == "Words,Filters,Language,Searches,Results,Openings told,Last"
    assert lines[1] == "interview,,en,6,9,2,2026-11-23"
    assert '"Year 9, Up to 20 minutes"' in lines[2]
