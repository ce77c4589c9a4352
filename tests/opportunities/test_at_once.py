"""Two schools take the last place in the same moment: two connections to PostgreSQL, and one of them gets it.

The rows are written for good and taken away again: a test in one transaction would show its rows to nobody else.
"""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from hub.opportunities.models import Organisation, Visit, VisitRequest
from hub.opportunities.visits import services
from hub.schools.models import School
from tests.factories.schools import SchoolFactory
from tests.opportunities.visiting import DAY, employer, offer_of

pytestmark = pytest.mark.postgresql
Asked = list[Visit]


@pytest.fixture
def two_visits(django_db_setup, django_db_blocker) -> Iterator[Asked]:
    """Two schools that talk with one employer about one offer; each may agree the same day."""
    if connection.vendor != "postgresql":
        pytest.skip("in SQLite one process writes at a time")
    with django_db_blocker.unblock():
        on, person = timezone.localdate(), employer("At once", "once@okoro.example")
        offer, visits = offer_of(person), []
        for urn in (900931, 900932):
            school: Any = SchoolFactory(urn=urn)
            asked = VisitRequest.objects.create(
                school=school,
                title="Once",
                what="x",
                pupils=30,
                from_day=DAY,
                to_day=DAY,
                reply_by=on,
                offer=offer,
                organisation=person.organisation,
            )
            visits.append(services.answer(asked, person, words="Yes.", wishes=[(DAY, None)], on=on))
        yield visits
        Visit.objects.filter(pk__in=[visit.pk for visit in visits]).delete()
        School.objects.filter(visit_requests__title="Once").delete()
        Organisation.objects.filter(name="At once").delete()


def test_of_two_that_agree_the_last_day_at_once_one_gets_it_and_the_other_is_told(two_visits: Asked):
    ready, said = threading.Barrier(2, timeout=20), {}

    def agree(visit: Visit) -> None:
        try:
            proposed = visit.days.get()
            ready.wait()
            services.agree(visit, proposed, "school", on=timezone.localdate())
            said[visit.pk] = "agreed"
        except services.Taken:
            said[visit.pk] = "taken"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=agree, args=[visit]) for visit in two_visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said.values()) == ["agreed", "taken"]
    states = Visit.objects.filter(pk__in=said).order_by("state").values_list("state", "agreed_on")
    assert list(states) == [("agreed", DAY), ("talking", None)]
    loser = Visit.objects.get(pk__in=said, state="talking")
    assert loser.days.count() == 1 and loser.request.state == VisitRequest.State.OPEN, "it may go on with another day"


def test_of_two_who_press_the_same_button_of_one_visit_one_agrees(two_visits: Asked):
    ready, said = threading.Barrier(2, timeout=20), []

    def agree() -> None:
        try:
            visit = Visit.objects.get(pk=two_visits[0].pk)
            proposed = visit.days.get()
            ready.wait()
            services.agree(visit, proposed, "school", on=timezone.localdate())
            said.append("agreed")
        except services.NotNow:
            said.append("changed meanwhile")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=agree) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said) == ["agreed", "changed meanwhile"]
    assert two_visits[0].messages.filter(event="agreed").count() == 1
