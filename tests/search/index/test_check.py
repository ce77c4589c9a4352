"""search_check finds what is missing, stale and orphaned, and with --repair makes it right."""

import itertools

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from curriculum.models import Subject
from search.engines import database_engine, get_engine, snapshot
from search.engines.elasticsearch import feed, indices
from search.index import frequencies, packing, postings, writing
from search.models import Entry, EntryFacet, IndexMark, PackedEntry, TitleStart, Word
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory
from tests.factories.schools import SchoolFactory
from tests.factories.search import make_document, make_entries, make_entry
from tests.search.index.test_sync import index, versions

pytestmark = pytest.mark.postgresql

__all__ = ["index"]


@pytest.fixture
def check(capsys, db):
    """Run the command and return (whether it was clean, what it said)."""

    def run(**options) -> tuple[bool, str]:
        try:
            call_command("search_check", **options)
        except CommandError as error:
            return False, capsys.readouterr().out + str(error)
        return True, capsys.readouterr().out

    return run


@pytest.fixture
def pages(home, terms):
    library = ResourceIndexPageFactory(parent=home)
    english = list(Subject.objects.filter(slug="english"))
    return [LessonResourcePageFactory(parent=library, subjects=english) for _ in range(4)]


def test_all_is_well(pages, check):
    clean, said = check()
    assert clean
    assert "Entries of published pages: 4, all as they should be" in said
    for what in ("Words in the database", "What best matches are ranked by", "Beginnings of titles"):
        assert f"{what}: 4, all as they should be" in said
    assert "Words for spelling: " in said


def test_entries_that_are_not_as_their_pages_are(pages, check):
    missing, stale, orphaned, facet = pages
    writing.retire([missing.pk])
    Entry.objects.filter(page=stale).update(title="Something else")
    type(orphaned).objects.filter(pk=orphaned.pk).update(live=False)
    EntryFacet.objects.filter(entry__page=facet, facet="subject").delete()
    clean, said = check()
    assert not clean
    assert f"missing: 1: page {missing.pk}" in said
    assert f"stale: 2: page {stale.pk}, {facet.pk}" in said
    assert f"orphaned: 1: page {orphaned.pk}" in said
    # A title that is not the page's begins otherwise, and its words are counted otherwise.
    assert "--repair makes it right." in said
    clean, said = check(repair=True)
    assert clean
    assert "Repaired. Once more:\nEntries of published pages: 3, all as they should be" in said


def test_words_in_the_database_that_are_not_as_the_entries_are(pages, check):
    missing, stale, gone, _ = Entry.objects.order_by("pk")
    postings.remove([missing.pk])
    postings.write([(stale.pk, {"title": "else"})])
    Entry.objects.filter(pk=gone.pk).update(gone=True)
    type(pages[0]).objects.filter(pk=gone.page_id).update(live=False)
    clean, said = check()
    assert not clean
    assert f"missing: 1: entry {missing.pk}" in said
    assert f"stale: 1: entry {stale.pk}" in said
    assert f"orphaned: 1: entry {gone.pk}" in said
    assert check(repair=True)[0]
    assert check()[0]


@pytest.fixture
def order(ask):
    """Return what a search in the database finds, in its order."""

    def found(query: str) -> list[int]:
        return list(get_engine(database_engine()).search(ask(query)).ids)

    return found


def said_of(said: str, what: str) -> str:
    """Return what is said of one comparison, to the next."""
    lines = said.partition(f"{what}: ")[2].splitlines()
    return "\n".join([lines[0], *itertools.takewhile(lambda line: line.startswith("  "), lines[1:])])


def test_words_that_stand_in_another_order_are_found_though_each_is_there(order, check):
    entry, _other = make_entries(make_document("Labour market"), make_document("Market of labour"))
    assert order('q="labour market"') == [entry.pk]
    tampered = Entry.objects.get(pk=entry.pk).words | {"title": "market labour"}
    postings.write([(entry.pk, tampered)])
    clean, said = check()
    assert not clean
    assert f"stale: 1: entry {entry.pk}" in said_of(said, "Words in the database")
    assert check(repair=True)[0]
    assert order('q="labour market"') == [entry.pk]


LOST = "DELETE FROM search_posting WHERE word = 'interview'"
STRAY = """
INSERT INTO search_posting (word, block, held, places)
SELECT 'job', block, held, places FROM search_posting WHERE word = 'mock'
"""


@pytest.mark.parametrize(("harm", "asked"), [(LOST, "interview"), (STRAY, "job")])
def test_who_holds_a_word_is_checked_beside_the_words_themselves(harm, asked, order, check):
    entry = make_entry("Mock interview")
    before = order(f"q={asked}")
    with connection.cursor() as cursor:
        cursor.execute(harm)
    IndexMark.move(vocabulary=True)
    assert order(f"q={asked}") != before
    clean, said = check()
    assert not clean
    assert f"entry {entry.pk}" in said_of(said, "Words in the database")
    assert check(repair=True)[0]
    assert order(f"q={asked}") == before


def test_a_word_that_a_process_remembers_wrong_is_found_again_after_the_repair(order, check):
    entry = make_entry("Interview")
    postings.remove([entry.pk])
    assert order("q=interview") == []
    assert check(repair=True)[0]
    assert order("q=interview") == [entry.pk]


def test_what_is_ranked_otherwise_than_its_entry_says(order, check):
    lost, stale, gone, fine = make_entries(*(make_document(f"Interview {n}", minutes=20) for n in range(4)))
    PackedEntry.objects.filter(entry=lost).delete()
    PackedEntry.objects.filter(entry=stale).update(content=packing.pack({"body": "interview"}, minutes=20))
    Entry.objects.filter(pk=gone.pk).update(gone=True)
    IndexMark.move(vocabulary=True)
    assert order("q=interview") == [fine.pk, stale.pk], "one is counted and never shown, one comes too late"
    clean, said = check()
    assert not clean
    ranked = said_of(said, "What best matches are ranked by")
    assert f"missing: 1: entry {lost.pk}" in ranked
    assert f"stale: 1: entry {stale.pk}" in ranked
    assert f"orphaned: 1: entry {gone.pk}" in ranked
    assert check(repair=True)[0]
    assert order("q=interview") == [lost.pk, stale.pk, fine.pk]
    assert not PackedEntry.objects.filter(entry=gone).exists()


@pytest.mark.parametrize("change", [{"groups": ["unit"]}, {"minutes": 5}])
def test_a_unit_or_a_length_that_the_ranker_does_not_know(change, check, db):
    entry = make_entry("Interview", minutes=20)
    Entry.objects.filter(pk=entry.pk).update(**change)
    clean, said = check()
    assert not clean
    assert f"stale: 1: entry {entry.pk}" in said_of(said, "What best matches are ranked by")
    assert check(repair=True)[0]


def test_beginnings_of_titles_that_are_not_as_the_entries_are(check, db):
    lost, stale, gone = make_entries(*(make_document(f"Mock interview {n}") for n in range(3)))
    school = SchoolFactory.create()
    make_entry("Mock interview at ours", school_id=school.pk)
    TitleStart.objects.filter(entry=lost, start=b"mock interview 0").delete()
    TitleStart.objects.filter(entry=stale).update(locale="bn")
    Entry.objects.filter(pk=gone.pk).update(gone=True)
    clean, said = check()
    assert not clean
    starts = said_of(said, "Beginnings of titles")
    assert f"stale: 2: entry {lost.pk}, {stale.pk}" in starts
    assert f"orphaned: 1: entry {gone.pk}" in starts
    assert check(repair=True)[0]
    assert TitleStart.objects.filter(locale="en").count() == TitleStart.objects.count() == 2 * 3


def test_words_that_are_counted_otherwise_than_they_are_written(check, ask):
    make_entries(*(make_document(f"Interview {n}") for n in range(3)), make_document("Payslip"))
    assert snapshot.current().frequencies()["en"]["interview"] == 3
    Word.objects.filter(written="interview").update(entries=7)
    Word.objects.filter(written="payslip").delete()
    Word.objects.create(locale="en", written="intervew", entries=2)
    clean, said = check()
    assert not clean
    counted = said_of(said, "Words for spelling")
    assert "missing: 1: word en:payslip" in counted
    assert "stale: 1: word en:interview" in counted
    assert "orphaned: 1: word en:intervew" in counted
    assert check(repair=True)[0]
    frequencies = snapshot.current().frequencies()["en"]
    assert (frequencies["interview"], frequencies["payslip"], frequencies.get("intervew")) == (3, 1, None)


def test_words_are_counted_with_what_is_written_while_they_are_counted(db, monkeypatch):
    entry = make_entry("Interview")
    make_entry("Another interview")
    Word.objects.update(entries=9)
    first = frequencies.own

    def meanwhile():
        yield from first()
        make_entry("Interview again")
        Entry.objects.filter(pk=entry.pk).update(gone=True, texts={}, sequence=IndexMark.move())

    monkeypatch.setattr(frequencies, "own", meanwhile)
    frequencies.recount([("en", "interview"), ("en", "again")])
    counts = dict(Word.objects.values_list("written", "entries"))
    assert (counts["interview"], counts["again"]) == (2, 1)


def test_documents_that_are_not_as_the_entries_are(elasticsearch, index, settings, check):
    settings.SEARCH_ENGINE = "elasticsearch"
    missing, stale, ahead, fine = make_entries(*(make_document(f"Entry {n}") for n in range(4)))
    Entry.objects.update(page=None)
    feed.deliver()
    assert check()[0]
    orphaned = 10**6
    indices.remove(elasticsearch, index, [missing.pk])
    wrong = {"pk": stale.pk, "gone": False, "checksum": "x", "scope": "en:0"}
    indices.send(elasticsearch, index, [(ahead.pk, 9, {**wrong, "pk": ahead.pk}), (orphaned, 1, wrong)], refresh=True)
    Entry.objects.filter(pk=stale.pk).update(minutes=10)  # without a version of its own: nobody would send it
    clean, said = check()
    assert not clean
    assert f"missing: 1: entry {missing.pk}" in said
    assert f"stale: 2: entry {stale.pk}, {ahead.pk}" in said
    assert f"orphaned: 1: entry {orphaned}" in said
    clean, said = check(repair=True)
    assert clean
    assert versions(elasticsearch, index) == dict(Entry.objects.values_list("pk", "version"))
    assert Entry.objects.get(pk=ahead.pk).version == 11
    assert Entry.objects.get(pk=fine.pk).version == 1


def test_what_is_on_its_way_is_said_to_be(elasticsearch, index, settings, check):
    settings.SEARCH_ENGINE = "elasticsearch"
    make_entry("One")
    late = make_entry("Two")
    feed.deliver()
    Entry.objects.filter(pk=late.pk).update(version=2, sequence=late.sequence + 1, minutes=5)
    clean, said = check()
    assert not clean
    assert f"stale: 1 (1 wait to be delivered): entry {late.pk}" in said
    assert check(repair=True)[0]


def test_a_server_that_is_away_is_told_in_a_line(settings, check):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["http://127.0.0.1:9"]}
    clean, said = check()
    assert not clean
    assert "Elasticsearch: " in said


def test_what_changes_while_it_looks_is_no_finding(pages, check, monkeypatch):
    """The second look is what counts."""
    from search.index.audit import Entries

    page = pages[0]
    Entry.objects.filter(page=page).update(title="Not yet written")
    first = Entries.stale

    def look(self, ids):
        found = first(self, ids)
        writing.put_right([page.pk])
        return found

    monkeypatch.setattr(Entries, "stale", look)
    assert check()[0]
