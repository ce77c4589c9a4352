"""What a careers day may hold, so that its rota is a page that a school's machine bears."""

import datetime

import pytest
from django.urls import reverse

from hub.events.models import CareersDay, DayClass, Workshop
from hub.events.planner.models import CLASSES_MOST, ROOMS_MOST, WORKSHOPS_MOST
from hub.events.planner.times import SLOTS_MOST
from tests.events.planner.conftest import day_of, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(staffed) -> CareersDay:
    """A day of four times with nothing in it yet."""
    return day_of(staffed.school)


def seen(day) -> dict[str, object]:
    day.refresh_from_db()
    return {"seen": day.saves}


def test_more_classes_or_rooms_than_can_be_planned_are_refused_and_nothing_typed_is_lost(leader, day):
    classes = "\n".join(f"4 {n}, 4, 28" for n in range(CLASSES_MOST + 1))
    rooms = "\n".join(f"Room {n}, 30" for n in range(ROOMS_MOST + 2))
    page = leader.post(reverse("planner_classes", args=[day.pk]), {"classes": classes, "rooms": rooms, **seen(day)})
    text = page.content.decode()
    assert "These are 31 lines. At most 30 can be planned." in text
    assert "These are 32 lines. At most 30 can be planned." in text
    assert "4 30, 4, 28" in text
    assert "Room 31, 30" in text
    assert not DayClass.objects.exists()


def test_as_many_as_can_be_planned_are_saved(leader, day):
    classes = "\n".join(f"4 {n}, 4, 28" for n in range(CLASSES_MOST))
    page = leader.post(reverse("planner_classes", args=[day.pk]), {"classes": classes, "rooms": "", **seen(day)})
    assert page.status_code == 302
    assert DayClass.objects.count() == CLASSES_MOST


def test_one_workshop_too_many_is_refused(leader, day):
    filled(day, classes=0, workshops=WORKSHOPS_MOST, rooms=0)
    page = leader.get(reverse("planner_add_workshop", args=[day.pk]), follow=True)
    assert f"A day has at most {WORKSHOPS_MOST} workshops." in page.content.decode()
    assert Workshop.objects.count() == WORKSHOPS_MOST


def test_the_largest_rota_is_a_page_of_little_more_than_a_megabyte(leader, day):
    day.starts, day.ends, day.minutes, day.between = datetime.time(8), datetime.time(17), 40, 2
    day.save()
    filled(day, classes=CLASSES_MOST, workshops=WORKSHOPS_MOST, rooms=ROOMS_MOST)
    page = leader.get(reverse("planner_rota", args=[day.pk]))
    assert len(page.context["whole"].slots) == SLOTS_MOST
    assert len(page.content) < 1_300_000
