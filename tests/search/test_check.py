"""search_check finds what is missing, stale and orphaned, and with --repair makes it right."""

import pytest
from django.core.management import CommandError, call_command

from curriculum.models import Subject
from search import indexing
from search.engines.elasticsearch import feed, indices
from search.models import Entry, EntryFacet
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory
from tests.factories.search import make_document, make_entries, make_entry

from .test_delivery import index, versions

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
    assert "Words in the database: 4, all as they should be" in said


def test_entries_that_are_not_as_their_pages_are(pages, check):
    missing, stale, orphaned, facet = pages
    indexing.retire([missing.pk])
    Entry.objects.filter(page=stale).update(title="Something else")
    type(orphaned).objects.filter(pk=orphaned.pk).update(live=False)
    EntryFacet.objects.filter(entry__page=facet, facet="subject").delete()
    clean, said = check()
    assert not clean
    assert f"missing: 1: page {missing.pk}" in said
    assert f"stale: 2: page {stale.pk}, {facet.pk}" in said
    assert f"orphaned: 1: page {orphaned.pk}" in said
    assert "4 things are not as they should be. --repair makes it right." in said
    clean, said = check(repair=True)
    assert clean
    assert "Repaired. Once more:\nEntries of published pages: 3, all as they should be" in said


def test_words_in_the_database_that_are_not_as_the_entries_are(pages, check):
    missing, stale, gone, _ = Entry.objects.order_by("pk")
    store = indexing.store()
    store.remove([missing.pk])
    store.write([(stale.pk, {"title": "else"})])
    Entry.objects.filter(pk=gone.pk).update(gone=True)
    type(pages[0]).objects.filter(pk=gone.page_id).update(live=False)
    clean, said = check()
    assert not clean
    assert f"missing: 1: entry {missing.pk}" in said
    assert f"stale: 1: entry {stale.pk}" in said
    assert f"orphaned: 1: entry {gone.pk}" in said
    assert check(repair=True)[0]
    assert check()[0]


def test_documents_that_are_not_as_the_entries_are(elasticsearch, index, settings, check):
    settings.SEARCH_ENGINE = "elasticsearch"
    missing, stale, ahead, fine = make_entries(*(make_document(f"Entry {n}") for n in range(4)))
    Entry.objects.update(page=None)
    feed.deliver()
    assert check()[0]
    orphaned = 10**6
    indices.remove(elasticsearch, index, [missing.pk])
    wrong = {"pk": stale.pk, "gone": False, "checksum": "x", "locale": "en"}
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
    from search.audit import Entries

    page = pages[0]
    Entry.objects.filter(page=page).update(title="Not yet written")
    first = Entries.stale

    def look(self, ids):
        found = first(self, ids)
        indexing.put_right([page.pk])
        return found

    monkeypatch.setattr(Entries, "stale", look)
    assert check()[0]
