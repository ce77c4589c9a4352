"""Several write at once: two connections to PostgreSQL. Neither waits for the other, and what each wrote is seen.

The rows are written for good and taken away again: a test in one transaction would show its rows to nobody else.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections, transaction

from hub.core.kept import writes
from hub.core.models import PublicMark

pytestmark = pytest.mark.postgresql
# A second connection that has to wait fails, instead of the test standing still.
PATIENCE = "SET lock_timeout = '3s'"
Found = TypeVar("Found")


@pytest.fixture
def shared(django_db_setup, django_db_blocker, settings) -> Iterator[None]:
    """A database that several connections share, in which pages are kept."""
    if connection.vendor != "postgresql":
        pytest.skip("in SQLite one process writes at a time")
    settings.KEEP_PAGES = True
    with django_db_blocker.unblock():
        connection.close()
        PublicMark.objects.all().delete()
        yield
        Group.objects.filter(name__startswith="At once").delete()
        PublicMark.objects.all().delete()


def write(name: str) -> None:
    """Write what visitors might see."""
    Group.objects.create(name=f"At once, {name}")


def alone(do: Callable[[], Found]) -> Found:
    """Do something on the connection of this thread, and close it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
        return do()
    finally:
        connections.close_all()


def beside(do: Callable[[], Found]) -> Found:
    """Do something on a connection of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone, do).result(timeout=20)


def mark() -> str:
    """Return the public mark as a visitor's request reads it."""
    return beside(lambda: writes.current(connection))


def test_one_who_writes_while_another_has_not_finished_waits_for_nothing_and_both_are_seen(shared):
    write("the first mark")
    begun = mark()
    with transaction.atomic():
        write("one")
        assert mark() == begun, "what is not committed is seen by nobody"
        beside(lambda: write("two"))
        of_two = mark()
        assert of_two != begun
    of_both = mark()
    assert len({begun, of_two, of_both}) == 3
    assert PublicMark.objects.count() == 2
    # The rows are there for the next two.
    with transaction.atomic():
        write("three")
        beside(lambda: write("four"))
    assert PublicMark.objects.count() == 2


def test_what_one_takes_back_leaves_what_the_other_wrote(shared):
    write("the first mark")
    begun = mark()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write("one")
        beside(lambda: write("two"))
        of_two = mark()
        raise ZeroDivisionError
    assert mark() == of_two != begun


def test_of_many_at_once_nobody_waits_and_there_are_no_more_marks_than_writers(shared):
    ready = threading.Barrier(4, timeout=20)

    def writer(number: int) -> bool:
        ready.wait()
        return all(moves(f"{number} {turn}") for turn in range(15))

    def moves(name: str) -> bool:
        before = writes.current(connection)
        write(name)
        return before != writes.current(connection)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda number: alone(lambda: writer(number)), range(4)))
    assert 1 <= PublicMark.objects.count() <= 4
