"""`load_demo` and `remove_demo`: once, again, on a given day, and away."""

import datetime
from collections import Counter
from io import StringIO

import pytest
import time_machine
from django.apps import apps
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Orderable, Page, PageLogEntry

from hub.accounts.models import User
from hub.clusters.models import ClusterPage, Item, Membership
from hub.core.kept import writes
from hub.core.models import PublicMark
from hub.home.demo import ledger, news
from hub.media.models import HubDocument
from hub.pages.models import NewsPage, StandardPage
from hub.schools.models import CareersPage, Registration, School
from resources.models import CollectionItem, CollectionPage, LessonResourcePage
from search.index.models.entries import Word
from search.models import Entry
from tests import databases, sizes
from tests.factories.clusters import ItemFactory
from tests.factories.schools import SchoolFactory
from tests.home import kept_demo
from tests.languages import OTHERS, language_links, unanswered, unmarked

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
# Each row says what happened, or is kept for search engines to be told of; none is content.
HISTORY = {
    "wagtailcore.PageLogEntry",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.Revision",
    "search.IndexChange",
    "search.Rebuild",
}


def rows() -> Counter[str]:
    """Return how many rows each table holds, without histories, entries that are gone and words of no entry."""
    counted = Counter({m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.managed})
    counted["search.Entry"] = Entry.objects.current().count()
    counted["search.Word"] = Word.objects.filter(entries__gt=0).count()
    return Counter({label: number for label, number in counted.items() if number and label not in HISTORY})


def run(*command: str) -> str:
    said = StringIO()
    call_command(*command, stdout=said)
    return said.getvalue()


@pytest.fixture
def own_files(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


@pytest.fixture(scope="module")
def demo(django_db_setup, once, tmp_path_factory) -> dict[str, Counter[str]]:
    """The demo, loaded once for this file; returns what stood before it."""
    counted: dict[str, Counter[str]] = {}

    def load() -> None:
        databases.as_migrated()
        call_command("bootstrap", on=DAY, stdout=StringIO())
        counted["before"] = rows()
        call_command("load_demo", on=DAY, stdout=StringIO())

    once(load)
    return counted


@pytest.fixture
def loaded(demo, db, own_files) -> dict[str, Counter[str]]:
    return demo


def test_dates_count_from_the_given_day(home):
    news.load(home=home, on=DAY)
    assert NewsPage.objects.order_by("-date").first().date == datetime.date(2026, 11, 20)


def test_every_row_of_a_page_has_its_place(loaded):
    """Without one the database would order them as it likes."""
    kinds = [model for model in apps.get_models() if issubclass(model, Orderable)]
    assert {model.__name__ for model in kinds} >= {"ProgrammeActivity", "AccessTime", "TermDates", "Encounter"}
    assert [model for model in kinds if model._default_manager.filter(sort_order=None).exists()] == []


@pytest.fixture
def keeping(loaded, settings):
    settings.KEEP_PAGES = True
    writes.install(connection)
    PublicMark.move(connection)
    yield
    caches["pages"].clear()


def test_what_a_page_did_not_read_does_not_change_it(keeping):
    """Or a kept page would hide the change: something would have been held from the database past the request."""
    for address in kept_demo.addresses().values():
        kept_demo.made(address)
        read, changed = kept_demo.tables_read(address), []
        with pytest.raises(RuntimeError), transaction.atomic():
            before = kept_demo.made(address)
            changed = list(kept_demo.reword(read))
            caches["default"].clear()
            assert kept_demo.made(address) == before, address
            raise RuntimeError
        assert len(changed) > 60, address


def test_a_page_that_changes_within_the_day_says_until_when_it_is_good(keeping):
    until = {}
    for kind, address in kept_demo.addresses().items():
        with time_machine.travel("2026-11-23T00:30:00Z", tick=False):
            morning, good = kept_demo.made(address), kept_demo.kept(address).made.until
        with time_machine.travel("2026-11-23T23:30:00Z", tick=False):
            assert good < timezone.now().timestamp() or kept_demo.made(address) == morning, kind
        until[kind] = good - datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC).timestamp()
    assert until["CareersPage"] == until["UnitPage"] == 0 and until["EventCalendarPage"] < 0


def test_everything_loads_once_and_again_changes_nothing(client, loaded):
    before = list(Page.objects.order_by("path").values_list("path", "title", "live", "latest_revision_id"))
    assert "Demo content: nothing changed." in run("load_demo", "--on", DAY.isoformat())
    assert run("load_demo", "--once") == "Demo content: already loaded, nothing changed.\n"
    assert list(Page.objects.order_by("path").values_list("path", "title", "live", "latest_revision_id")) == before
    for page in Page.objects.filter(depth=3, alias_of__isnull=True).live():
        assert client.get(page.get_url()).status_code == 200, page.get_url()


def test_a_date_that_is_none_is_refused():
    with pytest.raises((CommandError, ValueError)):
        call_command("load_demo", "--on", "next tuesday", stdout=StringIO())


def test_removing_leaves_what_bootstrap_made_and_nothing_else(loaded, own_files, client):
    (own_files / "demo-logins.json").write_text("[]")
    assert "5 schools" in run("remove_demo")
    left = {label: (loaded["before"][label], number) for label, number in rows().items()}
    assert [f"{label}: {before} -> {after}" for label, (before, after) in left.items() if before != after] == []
    assert rows() == loaded["before"]
    assert not (own_files / "demo-logins.json").exists()
    assert client.get("/").status_code == client.get("/schools/").status_code == 200
    assert run("remove_demo") == "There is no demo content.\n"
    assert "already loaded" in run("load_demo", "--once")


def test_a_dry_run_says_the_same_and_changes_nothing(loaded):
    before = rows()
    said = run("remove_demo", "--dry-run")
    assert rows() == before
    assert run("remove_demo") == said.replace("Would remove", "Removed")


@pytest.fixture
def editor(db) -> User:
    return User.objects.create_user("editor@borough.example", "a-long-password-1")


def test_what_an_editor_changed_stays_and_is_named(loaded, editor):
    page = LessonResourcePage.objects.order_by("path")[0]
    page.summary = "As our teachers use it."
    page.save_revision(user=editor).publish()
    said = run("remove_demo")
    assert f"Kept {page.title} ({page.url_path}): changed by an editor." in said
    assert [each.pk for each in LessonResourcePage.objects.all()] == [page.pk]
    assert User.objects.filter(pk=editor.pk).exists()


def test_what_is_tried_out_under_a_demo_login_is_part_of_the_demo(loaded):
    page = LessonResourcePage.objects.order_by("path")[0]
    page.save_revision(user=User.objects.create_user("try@hub.example", "x", is_demo=True)).publish()
    run("remove_demo")
    assert not LessonResourcePage.objects.exists()


def test_a_sample_school_with_a_page_or_a_file_of_somebody_stays_whole(loaded, editor):
    with_page, with_file = (Registration.objects.get(urn=urn).school for urn in (990001, 990003))
    place = with_page.home_pages.get(locale__language_code="en")
    place.add_child(instance=StandardPage(title="Our fair", slug="our-fair"))
    HubDocument.objects.create(title="Letter home", collection=with_file.media.collection, file="letter.pdf")
    before = {each: each.get_descendant_count() for each in (place, with_file.home_pages.get())}
    said = run("remove_demo")
    assert "“Our fair” stands under it" in said and "its folder holds “Letter home”" in said
    assert set(School.objects.all()) == {with_page, with_file}
    assert all(Page.objects.get(pk=each.pk).get_descendant_count() == count for each, count in before.items())
    assert CareersPage.objects.filter(school=with_page).count() == 3
    assert HubDocument.objects.filter(title="Letter home").exists()


def test_a_sample_cluster_in_which_a_real_school_is_or_wrote_stays_with_what_it_wrote(loaded):
    real = SchoolFactory.create()
    joined, written = ClusterPage.objects.filter(is_sample=True).order_by("path")[:2]
    membership = Membership.objects.create(cluster=joined, school=real, status=Membership.Status.LEFT)
    item = ItemFactory(cluster=written, school=real)
    said = run("remove_demo")
    for cluster in (joined, written):
        assert f"Kept {cluster.title} ({cluster.url_path}): {real} is in it or wrote in it." in said
        assert Page.objects.filter(pk=cluster.pk).exists()
    assert list(Membership.objects.all()) == [membership]
    assert list(Item.objects.all()) == [item]
    assert list(School.objects.all()) == [real]
    assert Page.objects.filter(pk=joined.get_parent().pk).exists()


def test_what_a_page_of_an_editor_names_stays(loaded, wagtails_indexes):
    one, other = LessonResourcePage.objects.order_by("path")[:2]
    page = CollectionPage(title="Ours", slug="ours", topic="topic", summary="What we use.")
    page.items = [CollectionItem(sort_order=0, resource_id=one.pk, why="short")]
    one.get_parent().add_child(instance=page)
    said = run("remove_demo")
    assert f"Kept {one.title} ({one.url_path}): a page that is not of the demo uses it." in said
    assert LessonResourcePage.objects.filter(pk=one.pk).exists()
    assert not LessonResourcePage.objects.filter(pk=other.pk).exists()


def test_a_demo_of_a_release_that_kept_no_record_is_left_alone(loaded):
    PageLogEntry.objects.filter(action=ledger.MADE).delete()
    with pytest.raises(CommandError, match="kept no record"):
        run("remove_demo")
    assert Page.objects.filter(slug="key-stage-3").exists()


def test_parents_read_under_the_law_what_binds_maintained_schools_and_under_guidance_what_binds_academies(
    client, loaded
):
    """School Information Regulations 2008, regulation 10 and Schedule 4: law for every maintained school."""
    html = client.get("/parents/").content.decode()
    law, guidance = html.index("What the law says"), html.index("What government guidance expects")
    maintained = html.index("careers leader’s name, email and telephone")
    assert law < maintained < guidance < html.index("Academies and free schools <b>should</b>")
    assert law < html.index("at least once a year and give parents a copy on paper") < guidance


@pytest.fixture
def translated(loaded) -> dict[str, list[Page]]:
    """The first page of each kind in every language, those above before those below."""
    english = Page.objects.live().filter(depth__gt=1, locale__language_code="en").order_by("-path").specific()
    kinds = {type(page): page for page in english}
    return {
        locale.language_code: [in_language(page, locale) for page in sorted(kinds.values(), key=lambda each: each.path)]
        for locale in Locale.objects.exclude(language_code="en")
    }


def in_language(page: Page, locale: Locale) -> Page:
    """Return a live translation of `page`: the one it has, which may only have stood for it, or a new one."""
    if page.has_translation(locale):
        copy = page.get_translation(locale)
        copy.alias_of = None
    else:
        copy = page.copy_for_translation(locale, copy_parents=True)
    copy.live = True
    copy.save()
    return copy


@pytest.mark.parametrize("code", OTHERS)
def test_what_a_page_of_any_kind_says_is_in_the_catalogue_of_its_language(client, translated, code):
    answers = ("search/", "search/?q=interview&year=9", "search/?q=zzqxw", "search/?q=intervew&x=1", "no-such-page/")
    with unanswered(code) as missing:
        for address in [*(page.get_url() for page in translated[code]), *(f"/{code}/{each}" for each in answers)]:
            html = client.get(address).content.decode()
            assert f'<html lang="{code}"' in html, address
            assert unmarked(html) == [], address
    assert sorted(word.text for word in missing) == []


def test_a_link_that_names_a_language_leads_to_a_page_of_it(client, translated):
    every = Page.objects.live().filter(depth__gt=1, alias_of=None)
    read_twice = every.exclude(locale__language_code="en").values("translation_key")
    seen: set[tuple[str, str]] = set()
    for page in every if sizes.WHOLE else every.filter(translation_key__in=read_twice):
        seen |= language_links(client.get(page.get_url()).content.decode())
    assert {code for code, _address in seen} == {"en", *OTHERS}
    for code, address in sorted(seen):
        answer = client.get(address, follow=True)
        if answer["Content-Type"].startswith("text/html"):
            assert answer.status_code == 200 and f'<html lang="{code}' in answer.content.decode(), address
