"""A careers day in the admin: begun, filled, planned, changed by hand, taken back, made ready."""

import datetime

import pytest
from django.urls import reverse

from hub.events.models import CareersDay, DayClass, Room, Session, Wish, Workshop
from hub.schools.models import Role
from tests.conftest import TODAY
from tests.events.planner.conftest import day_of, filled, signed_in

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script>"
POSTED = {
    "title": "Family Careers Day",
    "date": "10 March 2027",
    "starts": "9.30",
    "ends": "12:30",
    "minutes": "35",
    "between": "5",
    "breaks": "10:45 to 11:00",
    "each": "2",
    "guests": "0",
}


def at(name: str, key: object) -> str:
    return reverse(f"planner_{name}", args=[getattr(key, "pk", key)])


def seen(day: CareersDay, **more: str) -> dict[str, str]:
    day.refresh_from_db()
    return {"seen": str(day.saves), **more}


def planned(leader, day: CareersDay) -> list[Session]:
    leader.post(at("rota", day), seen(day, plan="1"))
    return list(Session.objects.filter(day=day))


def grid(day: CareersDay) -> dict[str, str]:
    """Return what the form of the rota sends as it stands."""
    data = seen(day, save="1")
    for line in Session.objects.filter(day=day):
        data[f"cell-{line.group_id}-{line.slot}-workshop"] = str(line.workshop_id)
        data[f"cell-{line.group_id}-{line.slot}-room"] = str(line.room_id or "")
    return data


def test_a_day_is_begun_and_filled_from_nothing(leader, staffed):
    page = leader.get(at("school", staffed.school)).content.decode()
    assert "No day yet" in page
    leader.post(at("add", staffed.school), POSTED)
    day = CareersDay.objects.get()
    assert (day.school, day.date) == (staffed.school, datetime.date(2027, 3, 10))
    assert day.breaks == [["10:45", "11:00"]]
    leader.post(at("wishes", day), seen(day, wishes="Flying a plane\t14\tYear 4\nVets\t9"))
    leader.post(at("classes", day), seen(day, classes="4A\t28\n4B\t29", rooms="Hall\t90"))
    leader.post(at("add_workshop", day), {"title": "In the air", "topic": "Flying a plane", "years": ["4"]})
    leader.post(at("add_workshop", day), {"title": "Animals", "organisation": "A parent who is a vet"})
    assert [each.school for each in [*Wish.objects.all(), *DayClass.objects.all(), *Room.objects.all()]] == [
        staffed.school
    ] * 5
    page = leader.get(at("day", day)).content.decode()
    assert "2 classes" in page and "2 workshops" in page and "Nobody comes yet for: Vets" in page
    lines = planned(leader, day)
    assert len(lines) == 4 and {each.school for each in lines} == {staffed.school}
    assert leader.get(reverse("planner_index")).url == at("school", staffed.school)


def test_twelve_classes_are_planned_without_a_clash_and_made_ready(leader, day):
    assert len(planned(leader, day)) == 24
    page = leader.get(at("rota", day)).content.decode()
    assert "Nothing clashes." in page and "planner-clash" not in page
    leader.post(at("day", day), seen(day, ready="1"))
    day.refresh_from_db()
    assert day.is_ready


def test_a_clash_by_hand_is_saved_as_a_draft_and_named_and_the_day_is_not_ready(leader, day):
    planned(leader, day)
    one, other = Session.objects.filter(day=day, slot=1)[:2]
    data = {**grid(day), f"cell-{one.group_id}-1-workshop": str(other.workshop_id)}
    page = leader.post(at("rota", day), data, follow=True).content.decode()
    assert "Saved as a draft" in page
    assert f"The visitor is with {other.group.name} at this time." in page
    assert f"The visitor is with {one.group.name} at this time." in page
    page = leader.post(at("day", day), seen(day, ready="1"), follow=True).content.decode()
    day.refresh_from_db()
    assert not day.is_ready and "Not yet" in page


def test_the_last_change_is_taken_back_and_brought_again(leader, day):
    first = {(each.group_id, each.slot, each.workshop_id, each.room_id) for each in planned(leader, day)}
    leader.post(at("rota", day), seen(day, save="1"))
    assert not Session.objects.exists()
    for expected in (first, set(), first):
        leader.post(at("rota", day), seen(day, undo="1"))
        rows = Session.objects.values_list("group_id", "slot", "workshop_id", "room_id")
        assert set(rows) == expected


def test_what_is_taken_back_leaves_out_what_is_gone_since(leader, day):
    planned(leader, day)
    leader.post(at("rota", day), seen(day, save="1"))
    Workshop.objects.filter(title="Workshop 0").delete()
    Room.objects.filter(name="Room 1").delete()
    DayClass.objects.filter(name="1A").delete()
    leader.post(at("rota", day), seen(day, undo="1"))
    assert 0 < Session.objects.count() < 24
    assert leader.get(at("rota", day)).status_code == 200


def test_two_classes_exchange_what_they_do_at_a_time(leader, day):
    planned(leader, day)
    one, other = Session.objects.filter(day=day, slot=1)[:2]
    data = {"swap-one": one.group_id, "swap-other": other.group_id, "swap-slot": 1, **seen(day, swap="1")}
    leader.post(at("rota", day), data)
    swapped = Session.objects.get(group=one.group, slot=1)
    assert (swapped.workshop, swapped.room) == (other.workshop, other.room)
    data["swap-other"] = one.group_id
    page = leader.post(at("rota", day), {**data, **seen(day)}).content.decode()
    assert "Choose two different classes." in page


def test_nobody_writes_over_what_another_has_saved_meanwhile(leader, day):
    mine, theirs = seen(day, wishes="Mine, 3"), seen(day, wishes="Theirs, 4")
    leader.post(at("wishes", day), theirs)
    page = leader.post(at("wishes", day), mine).content.decode()
    assert "Somebody has saved this day since" in page and "Mine, 3" in page
    assert Wish.objects.get().topic == "Theirs"
    leader.post(at("wishes", day), seen(day, wishes="Mine, 3"))
    assert Wish.objects.get().topic == "Mine"


def test_a_rota_changed_by_two_keeps_the_first_and_what_the_second_chose(leader, day):
    planned(leader, day)
    data = grid(day)
    line = Session.objects.filter(day=day)[0]
    leader.post(at("rota", day), {**data, f"cell-{line.group_id}-{line.slot}-workshop": ""})
    page = leader.post(at("rota", day), data).content.decode()
    assert "Somebody has saved this day since" in page
    assert not Session.objects.filter(pk=line.pk).exists() and Session.objects.count() == 23
    for act in ("plan", "undo"):
        page = leader.post(at("rota", day), {"seen": data["seen"], act: "1"}, follow=True).content.decode()
        assert "Somebody has changed the day" in page and Session.objects.count() == 23


def test_a_workshop_is_added_beside_what_another_adds_and_changed_only_as_seen(leader, day):
    old = seen(day)
    for title in ("One", "Two"):
        leader.post(at("add_workshop", day), {"title": title, **old})
    assert Workshop.objects.filter(title__in=["One", "Two"]).count() == 2
    one = Workshop.objects.get(title="One")
    page = leader.post(at("workshop", one), {"title": "Changed", **old}).content.decode()
    assert "Somebody has saved this day since" in page and "Changed" in page
    leader.post(at("workshop", one), {"delete": "1", **old})
    assert Workshop.objects.get(pk=one.pk).title == "One"
    leader.post(at("workshop", one), seen(day, delete="1"))
    assert not Workshop.objects.filter(pk=one.pk).exists()


def test_a_class_that_stays_keeps_its_place_in_the_rota(leader, day):
    planned(leader, day)
    kept = set(Session.objects.filter(group__name="1A").values_list("pk", flat=True))
    text = "1A, 1, 30\n6B, 6, 28\n6C, 6, 20"
    leader.post(at("classes", day), seen(day, classes=text, rooms="Room 0, 30\nRoom 1, 30"))
    assert list(DayClass.objects.values_list("name", "pupils")) == [("1A", 30), ("6B", 28), ("6C", 20)]
    assert kept and set(Session.objects.filter(group__name="1A").values_list("pk", flat=True)) == kept


def test_what_is_saved_makes_a_ready_day_a_draft(leader, day):
    planned(leader, day)
    leader.post(at("day", day), seen(day, ready="1"))
    page = leader.post(at("wishes", day), seen(day, wishes="Vets, 3"), follow=True).content.decode()
    day.refresh_from_db()
    assert not day.is_ready and "a draft again" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends": "9:00"}, "The day ends before it begins."),
        ({"minutes": "180", "ends": "10:30", "breaks": ""}, "No workshop of this length fits"),
        ({"minutes": "0"}, "greater than or equal to 10"),
        ({"breaks": "half past ten"}, "is no break. Write it as 10:30 to 10:45."),
        ({"breaks": "11:00 to 10:45"}, "ends before it begins"),
        ({"breaks": "10:30 to soon"}, "Write a time such as"),
        ({"date": "31 February 2027"}, "error"),
        ({"title": ""}, "This field is required"),
        ({"each": "99"}, "less than or equal to 6"),
        ({"guests": "-1"}, "greater than or equal to 0"),
    ],
)
def test_times_that_cannot_be_are_said_and_nothing_is_begun(leader, staffed, changes, words):
    page = leader.post(at("add", staffed.school), {**POSTED, **changes}).content.decode()
    assert words in page and not CareersDay.objects.exists()


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (TODAY - datetime.timedelta(days=7), "This day has passed."),
        (datetime.date(2027, 8, 11), "schools are closed on this day"),
        (datetime.date(2027, 3, 13), "schools are closed on this day"),
    ],
)
def test_a_day_past_or_without_school_is_warned_of_and_may_be(leader, staffed, date, words):
    page = leader.post(at("add", staffed.school), {**POSTED, "date": date.isoformat()}, follow=True).content.decode()
    assert words in page and CareersDay.objects.get().date == date


def test_500_classes_are_refused_with_what_was_pasted(leader, day):
    text = "\n".join(f"4 {n}, 28" for n in range(500))
    page = leader.post(at("classes", day), seen(day, classes=text, rooms="")).content.decode()
    assert "These are 500 lines" in page and "4 499, 28" in page
    assert DayClass.objects.count() == 12


def test_html_in_every_field_is_shown_as_it_was_typed(leader, staffed):
    day = filled(day_of(staffed.school, title=HOSTILE), classes=1, workshops=0, rooms=0)
    leader.post(at("wishes", day), seen(day, wishes=f"{HOSTILE}, 3"))
    leader.post(at("classes", day), seen(day, classes="<b>4</b>; 4; 3", rooms="<i>Hall</i>"))
    workshop = {"title": HOSTILE, "organisation": HOSTILE, "topic": HOSTILE, "questions": HOSTILE}
    leader.post(at("add_workshop", day), workshop)
    planned(leader, day)
    for name in ("day", "rota", "wishes", "classes", "workshops", "times"):
        page = leader.get(at(name, day)).content.decode()
        assert HOSTILE not in page and "<b>4</b>" not in page and "<i>Hall" not in page, name


def test_why_a_class_hears_too_few_is_said(leader, staffed):
    day = filled(day_of(staffed.school), workshops=1)
    planned(leader, day)
    page = leader.get(at("rota", day)).content.decode()
    assert "All workshops can run 4 times; 12 classes with 2 each need 24." in page
    assert "1A lacks" in page and "1 too few" in page


@pytest.mark.parametrize("role", [Role.HEAD, Role.GOVERNOR])
def test_who_only_reads_sees_the_day_and_changes_nothing(staffed, day, role):
    client = signed_in(staffed, role)
    for name in ("day", "workshops", "rota"):
        page = client.get(at(name, day)).content.decode()
        assert "<select" not in page and 'name="plan"' not in page and "Delete the day" not in page
    before = CareersDay.objects.values().get()
    for name in ("day", "rota", "times", "wishes", "classes", "add_workshop"):
        assert client.post(at(name, day), seen(day, plan="1", ready="1", delete="1")).status_code in (302, 403)
    assert CareersDay.objects.values().get() == before and not Session.objects.exists()


def test_the_page_of_a_rota_asks_as_much_of_the_database_for_many_classes(
    leader, staffed, day, django_assert_max_num_queries
):
    planned(leader, day)
    leader.get(at("rota", day))
    with django_assert_max_num_queries(26):
        leader.get(at("rota", day))
