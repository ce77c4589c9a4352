"""What search keeps for the hub's own staff is closed to a school's people."""

import pytest
from django.urls import reverse

CLOSED = ["search_lookups", "search_lookups_results"]


@pytest.mark.parametrize("name", CLOSED)
def test_a_schools_people_are_refused(name, leader, central):
    assert leader.get(reverse(name)).status_code == 403
    assert central.get(reverse(name)).status_code == 200


def test_a_schools_people_see_no_way_there(leader):
    text = leader.get("/admin/").content.decode()
    assert not [name for name in CLOSED if reverse(name) in text]
