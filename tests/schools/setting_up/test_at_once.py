"""Two go on with one run at once, a tab and another: two connections to PostgreSQL, and every row is done once.

The rows are written for good and taken away again: a test in one transaction would show its rows to nobody else.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection, connections
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Page, PageLogEntry, ReferenceIndex

from hub.accounts.models import User
from hub.home.models import HomePage
from hub.schools.invitations.inviting import Invitee
from hub.schools.models import Invitation, Role, School, SchoolHomePage, SchoolIndexPage, SetUpRun
from hub.schools.setting_up import runs
from hub.schools.setting_up.plans import Plan
from hub.schools.setting_up.rows import Row
from tests.factories.schools import SchoolFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.postgresql
# Seconds. Who waits so long fails, instead of the test standing still.
PATIENCE = 20
NAME = "At once"
Found = TypeVar("Found")


class Pair:
    """Two threads that begin together. The first to save a run holds it until the other waits for it.

    Where nothing makes the other wait, it comes to the same place: both have then read the run as it was.
    """

    def __init__(self) -> None:
        self.saving: list[int] = []
        self.backends: set[int] = set()
        self.together = threading.Barrier(2, action=self.saving.clear, timeout=PATIENCE)

    def run(self, *each: Callable[[], Found]) -> list[Found]:
        """Do both, each on a connection of its own; what one raises is raised."""
        pre_save.connect(self._hold, sender=SetUpRun)
        try:
            with ThreadPoolExecutor(2) as pool:
                return [begun.result() for begun in [pool.submit(self._alone, do) for do in each]]
        finally:
            pre_save.disconnect(self._hold, sender=SetUpRun)

    def _alone(self, do: Callable[[], Found]) -> Found:
        try:
            self.backends.add(backend())
            self.together.wait()
            return do()
        finally:
            connections.close_all()

    def _hold(self, **_sent: Any) -> None:
        me = backend()
        self.saving.append(me)
        (other,) = self.backends - {me}
        ends = time.monotonic() + PATIENCE
        while self.saving == [me] and not waits(other, me):
            assert time.monotonic() < ends, "the other has not come"


def backend() -> int:
    """Return the server's number of this thread's connection."""
    connection.ensure_connection()
    return connection.connection.info.backend_pid


def waits(one: int, other: int) -> bool:
    """Tell whether one connection waits for what the other has locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY(pg_blocking_pids(%s))", [other, one])
        return cursor.fetchone()[0]


@pytest.fixture
def begun(django_db_setup, django_db_blocker) -> Iterator[SetUpRun]:
    """A run of five rows that several connections share: two schools, three people, and a number nobody has."""
    if connection.vendor != "postgresql":
        pytest.skip("in SQLite one process writes at a time")
    with django_db_blocker.unblock():
        user = User.objects.create_superuser("once@hub.example", "secret")
        SchoolIndexPageFactory(parent=HomePage.objects.get())
        for urn in (900933, 900934):
            SchoolFactory(urn=urn, name=NAME)
        people = [(900933, "one"), (900933, "two"), (900934, None), (900934, "three"), (900935, "four")]
        rows = [
            Row(line, urn, Invitee(f"{name}@once.example", Role.CAREERS_LEADER) if name else None)
            for line, (urn, name) in enumerate(people, start=2)
        ]
        yield runs.begin(Plan(NAME, rows, []), by=user, at=timezone.now())
        take_away(user)


def take_away(user: User) -> None:
    """Leave nothing to the tests that come after."""
    SetUpRun.objects.all().delete()
    SchoolIndexPage.objects.get().delete()
    collections = list(Collection.objects.filter(school_collection__school__name=NAME).values_list("pk", flat=True))
    School.objects.filter(name=NAME).delete()
    Collection.objects.filter(pk__in=collections).delete()
    # Of what is no more, which these outlive; Wagtail's index is written by threads of their own.
    PageLogEntry.objects.exclude(page__in=Page.objects.all()).delete()
    ReferenceIndex.objects.all().delete()
    Session.objects.all().delete()
    user.delete()


def everything_is_done_once() -> None:
    """Check what the run says of itself, and what there is."""
    run = SetUpRun.objects.get()
    outcome = runs.outcome_of(run)
    assert (run.done, run.is_finished, run.is_discarded, run.rows) == (5, True, False, [])
    assert (outcome.made, outcome.had_pages, outcome.invited, outcome.invited_before) == (2, 0, 3, 0)
    assert [(one.line, one.value) for one in outcome.problems] == [(6, "900935")]
    assert sorted(SchoolHomePage.objects.values_list("school__slug", flat=True)) == ["at-once-900933", "at-once-900934"]
    asked = [f"{name}@once.example" for name in ("one", "three", "two")]
    assert sorted(Invitation.objects.values_list("address", flat=True)) == asked
    assert sorted(letter.to[0] for letter in mail.outbox) == asked


def test_of_two_that_go_on_with_a_run_at_once_each_does_a_row_and_none_is_done_twice(begun: SetUpRun):
    done = []
    for _turn in range(4):
        Pair().run(*[lambda: runs.go_on(begun.pk, seconds=0)] * 2)
        done.append(SetUpRun.objects.get().done)
    assert done == [2, 4, 5, 5], "one comes to a run that the other has just finished, then both do"
    everything_is_done_once()


def test_a_tab_and_another_with_its_script_are_both_answered_until_the_run_is_finished(begun: SetUpRun):
    address, tabs = reverse("schools_set_up_run", args=[begun.pk]), [Client(), Client()]
    for tab in tabs:
        tab.force_login(User.objects.get(email="once@hub.example"))
    by_hand, by_script = Pair().run(
        lambda: tabs[0].post(address), lambda: tabs[1].post(address, headers={"X-Requested-With": "XMLHttpRequest"})
    )
    assert (by_hand.status_code, by_hand["Location"], by_script.status_code) == (302, address, 200)
    runs.go_on(begun.pk, seconds=PATIENCE)
    everything_is_done_once()
    assert "data-many-finished" in tabs[1].post(address, headers={"X-Requested-With": "XMLHttpRequest"}).text


def test_what_is_discarded_while_another_goes_on_ends_after_its_row(begun: SetUpRun):
    SetUpRun.objects.filter(pk=begun.pk).update(done=1)
    goes_on = threading.Event()
    pair = Pair()

    def discards() -> None:
        # After the other has its row, or there would be none for it.
        assert goes_on.wait(PATIENCE)
        runs.discard(begun.pk, at=timezone.now())

    pre_save.connect(told := lambda **_sent: goes_on.set(), sender=SetUpRun)
    try:
        pair.run(lambda: runs.go_on(begun.pk, seconds=0), discards)
    finally:
        pre_save.disconnect(told, sender=SetUpRun)
    run = SetUpRun.objects.get()
    assert (run.done, run.is_discarded, run.rows) == (2, True, [])
    assert SchoolHomePage.objects.count() == runs.outcome_of(run).made == 1
