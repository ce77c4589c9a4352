"""What moves the public mark: every statement that writes what visitors see, and nothing else."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from wagtail.models import Page

from hub.accounts.models import User
from hub.core.kept import writes
from hub.home.models import HomePage
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db
# Of which no page of a visitor's shows anything. Whoever adds a model here says why in the room's `ready()`.
UNSEEN = {
    "core.LastRun",
    "core.PublicMark",
    "core.ReadyPage",
    "core.ReadyRound",
    "schools.AccessRecord",
    "schools.SetUpRun",
    "search.Acknowledgement",
    "search.Lookup",
    "search.Rebuild",
    "search.ServerIndex",
    "sessions.Session",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.UploadedFile",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
    "wagtailusers.UserProfile",
}


def mark() -> str:
    return writes.current(connection)


@pytest.mark.parametrize("model", apps.get_models(include_auto_created=True), ids=lambda model: model._meta.label)
def test_a_write_to_every_table_moves_the_mark_but_for_those_that_no_visitor_sees(model: type[models.Model]) -> None:
    table = model._meta.db_table
    expected = model._meta.label not in UNSEEN
    for statement in (
        f'INSERT INTO "{table}" ("a") VALUES (%s)',
        f'INSERT OR IGNORE INTO "{table}" ("a") VALUES (%s)',
        f'UPDATE "{table}" SET "a" = %s WHERE "b" = 1',
        f'DELETE FROM "{table}" WHERE "b" = 1',
        f"\n  delete from {table}",
        f'TRUNCATE "{table}", "x"',
    ):
        assert writes.is_shown(statement) is expected, statement


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = %s WHERE "id" = 1', False),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE "id" = 1', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = "wagtailcore_page"."title"', False),
        ("UPDATE wagtailcore_page SET title = 'a'", True),
        ('UPDATE "accounts_user" SET "last_login" = %s WHERE "accounts_user"."id" = 1', False),
        ('WITH x AS (SELECT 1) UPDATE "pages_newspage" SET "a" = 1', True),
        ("WITH x AS (SELECT 1) SELECT * FROM x", False),
        ("PRAGMA foreign_keys", False),
        ('SAVEPOINT "s1"', False),
    ],
)
def test_a_draft_a_sign_in_and_what_only_reads_move_nothing(statement: str, shown: bool) -> None:
    assert writes.is_shown(statement) is shown


def test_every_way_of_writing_moves_it(keeping: None, home: HomePage) -> None:
    page = StandardPageFactory(parent=home, title="Before")
    ways = {
        "save": page.save,
        "publish": lambda: page.save_revision().publish(),
        "unpublish": page.unpublish,
        "update": lambda: Page.objects.filter(pk=page.pk).update(title="After"),
        "update of nothing": lambda: Page.objects.filter(pk=-1).update(title="After"),
        "bulk_update": lambda: Page.objects.bulk_update([page], ["title"]),
        "raw": lambda: connection.cursor().execute("UPDATE wagtailcore_page SET title = 'X'"),
        "many": lambda: connection.cursor().executemany("UPDATE wagtailcore_page SET title = %s", [["X"], ["Y"]]),
        "delete": page.delete,
    }
    for name, way in ways.items():
        before = mark()
        assert before == mark()
        way()
        assert mark() != before, name


def test_a_draft_and_a_sign_in_move_nothing(keeping: None, home: HomePage, client) -> None:
    page, user = StandardPageFactory(parent=home), User.objects.create_superuser("one@hub.example")
    before = mark()
    page.title = "A draft"
    page.save_revision()
    client.force_login(user)
    assert mark() == before


def test_what_is_rolled_back_moves_nothing_and_what_follows_does(keeping: None, home: HomePage) -> None:
    page = StandardPageFactory(parent=home)
    before = mark()
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.filter(pk=page.pk).update(title="Never")
        raise IntegrityError
    assert mark() == before
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            Page.objects.filter(pk=page.pk).update(title="Never")
            raise IntegrityError
        # The first statement that moved it is gone with its savepoint.
        Page.objects.filter(pk=page.pk).update(title="Ever")
    assert mark() != before


def test_many_writes_of_one_transaction_move_it_once(keeping: None, home: HomePage, django_assert_num_queries) -> None:
    Page.objects.filter(pk=home.pk).update(title="To begin with")
    assert mark()
    with transaction.atomic(), django_assert_num_queries(6):
        for title in ("A", "B", "C", "D", "E"):
            Page.objects.filter(pk=home.pk).update(title=title)
