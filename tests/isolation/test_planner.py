"""A careers day is one school's: no other school's people see or write it, whatever key is sent."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.audits.models import Survey
from hub.events.models import CareersDay, DayClass, Room, Session, Wish, Workshop
from hub.events.planner import reach
from hub.schools.models import Role
from tests.events.planner.test_known import survey_at, visit_to
from tests.factories.people import staff

KEPT = (CareersDay, DayClass, Room, Workshop, Wish, Session)
# The hub's staff read these; on the others they land on a form, which is not theirs.
FORMS = {
    "planner_add",
    "planner_times",
    "planner_wishes",
    "planner_classes",
    "planner_add_workshop",
    "planner_workshop",
}


def day_at(place) -> CareersDay:
    """Make a planned day whose every word carries the school's mark."""
    school = place.made.school
    at = datetime.time
    day = CareersDay.objects.create(
        school=school, title=f"{place.mark} day", date=datetime.date(2027, 3, 10), starts=at(9), ends=at(12)
    )
    of_day = {"day": day, "school": school}
    group = DayClass.objects.create(name=f"{place.mark} 4", year=4, pupils=28, **of_day)
    room = Room.objects.create(name=f"{place.mark} hall", **of_day)
    workshop = Workshop.objects.create(title=f"{place.mark} workshop", **of_day)
    Wish.objects.create(topic=f"{place.mark} topic", n=4, **of_day)
    Session.objects.create(group=group, slot=1, workshop=workshop, room=room, **of_day)
    return day


@pytest.fixture
def mine(ours) -> CareersDay:
    return day_at(ours)


@pytest.fixture
def other(theirs) -> CareersDay:
    return day_at(theirs)


def addresses_of(day: CareersDay) -> dict[str, str]:
    """Return every address of the room for a day, by name."""
    keys = {name: day.pk for name in reach.ADDRESSES if name != "planner_index"}
    keys |= dict.fromkeys(("planner_school", "planner_add"), day.school_id)
    keys["planner_workshop"] = Workshop.objects.get(day=day).pk
    return {name: reverse(name, args=[key]) for name, key in keys.items()}


def rows() -> list[list[Any]]:
    return [list(model._default_manager.order_by("pk").values()) for model in KEPT]


def somebody(place, role: Role) -> Client:
    user = User.objects.create_user(f"{role.value}@{place.mark}.example".lower(), "secret")
    staff(user, place.made, role)
    client = Client()
    client.force_login(user)
    return client


def test_nobody_of_another_school_reads_or_writes_any_address(ours, theirs, mine, other):
    before = rows()
    for role in Role:
        client = somebody(ours, role)
        for name, address in addresses_of(other).items():
            sent = {"seen": str(other.saves), "delete": "1", "plan": "1", "ready": "1", "title": "Taken over"}
            for response in (client.get(address), client.post(address, sent)):
                assert response.status_code == 404, (role, name)
                assert theirs.mark not in response.content.decode()
        assert theirs.mark not in client.get(reverse("planner_index"), follow=True).content.decode()
    assert rows() == before


def test_a_visitor_is_sent_to_sign_in(client, other):
    for address in addresses_of(other).values():
        assert client.get(address).status_code == 302


def test_the_hubs_staff_read_and_do_not_write(central, theirs, other):
    before = rows()
    for name, address in addresses_of(other).items():
        page = central.get(address)
        assert page.status_code == (302 if name in FORMS else 200), name
        central.post(address, {"seen": "0", "delete": "1", "plan": "1", "ready": "1"})
    assert theirs.mark in central.get(reverse("planner_index")).content.decode()
    assert rows() == before


def test_posted_keys_of_another_schools_class_room_and_workshop_are_refused(leader, mine, other):
    group = DayClass.objects.get(day=mine)
    theirs = {model: model._default_manager.get(day=other).pk for model in (DayClass, Room, Workshop)}
    rota, before = reverse("planner_rota", args=[mine.pk]), rows()
    cell = f"cell-{group.pk}-1"
    for sent in (
        {f"{cell}-workshop": theirs[Workshop]},
        {f"{cell}-workshop": Workshop.objects.get(day=mine).pk, f"{cell}-room": theirs[Room]},
        {"swap": "1", "swap-one": group.pk, "swap-other": theirs[DayClass], "swap-slot": "1"},
    ):
        page = leader.post(rota, {"seen": str(mine.saves), **sent})
        assert page.status_code == 200 and "Beaconmark" not in page.content.decode()
        assert rows() == before
    leader.post(rota, {"seen": str(mine.saves), f"cell-{theirs[DayClass]}-1-workshop": theirs[Workshop]})
    assert not Session.objects.filter(day=mine).exists()
    assert Session.objects.filter(day=other).count() == 1


def test_another_schools_topic_is_not_chosen_for_a_workshop(leader, mine, other):
    address = reverse("planner_add_workshop", args=[mine.pk])
    page = leader.post(address, {"title": "Mine", "topic": "Beaconmark topic"})
    assert page.status_code == 200 and not Workshop.objects.filter(title="Mine").exists()


def test_a_stored_rota_that_names_what_is_not_of_the_day_is_not_put_back(leader, mine, other):
    foreign = Session.objects.get(day=other)
    line = [1, DayClass.objects.get(day=mine).pk, foreign.workshop_id, foreign.room_id]
    CareersDay.objects.filter(pk=mine.pk).update(before=[line])
    leader.post(reverse("planner_rota", args=[mine.pk]), {"seen": str(mine.saves), "undo": "1"})
    assert not Session.objects.filter(day=mine).exists()


def test_another_schools_visits_and_surveys_are_not_offered(leader, ours, theirs, mine):
    visit_to(theirs.made.school, organisation_name="Beaconmark visitor")
    survey = survey_at(theirs.made.school)
    Survey.objects.filter(pk=survey.pk).update(title="Beaconmark survey")
    wishes = reverse("planner_wishes", args=[mine.pk])
    for address in (reverse("planner_workshops", args=[mine.pk]), wishes, f"{wishes}?from={survey.pk}-0"):
        page = leader.get(address).content.decode()
        assert "Beaconmark" not in page and "Looking after animals" not in page
