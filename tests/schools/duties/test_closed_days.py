"""Days without school: what comes with the hub, and the list that its staff keep."""

import datetime

import pytest
from django.urls import reverse

from hub.schools.duties.closed_days import load_closed_days
from hub.schools.models import ClosedDays

pytestmark = pytest.mark.django_db


def test_the_days_that_come_with_the_hub_are_loaded_once_and_staff_may_change_them():
    assert load_closed_days() == 45
    christmas = ClosedDays.objects.get(first_day=datetime.date(2026, 12, 25))
    christmas.name = "Christmas"
    christmas.save()
    assert load_closed_days() == 0
    assert ClosedDays.objects.get(pk=christmas.pk).name == "Christmas" and christmas.source.startswith("GOV.UK")


def test_staff_add_days_in_the_admin_and_a_day_before_the_first_is_refused_at_its_field(admin_client):
    address = reverse("closed_days:add")
    days = {
        "kind": "bank-holiday",
        "name": "Jubilee",
        "first_day": "2029-06-04",
        "last_day": "2029-06-03",
        "source": "",
    }
    refused = admin_client.post(address, days)
    assert "The last day is before the first." in refused.content.decode()
    assert admin_client.post(address, {**days, "last_day": "2029-06-04"}).status_code == 302
    assert "Jubilee" in admin_client.get(reverse("closed_days:index")).content.decode()


def closed(name: str, day: str) -> ClosedDays:
    return ClosedDays.objects.create(kind="bank-holiday", name=name, first_day=day, last_day=day)


def test_the_list_says_days_in_words_the_next_first_and_the_past_under_its_school_year(admin_client):
    for name, day in (
        ("Long past", "2024-12-25"),
        ("Past", "2026-05-04"),
        ("Far", "2028-02-29"),
        ("Next", "2026-12-25"),
    ):
        closed(name, day)
    response = admin_client.get(reverse("closed_days:index"))
    assert [days.name for days in response.context["object_list"]] == ["Next", "Far", "Past", "Long past"]
    html = response.content.decode()
    assert "25 December 2026" in html and "29 February 2028" in html and "2025/26" in html
    assert "Just now" not in html and " ago" not in html
