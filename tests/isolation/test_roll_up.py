"""The roll-up over all schools is for central staff: a school's people reach no level of it, however they ask."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

LEVELS = ("publication_report", "publication_schools", "publication_findings")
NAMES = [name for level in LEVELS for name in (level, f"{level}_results")]


@pytest.mark.parametrize("export", ["", "?export=csv", "?export=xlsx"])
@pytest.mark.parametrize("name", NAMES)
def test_a_schools_people_are_refused(name, export, leader, central):
    refused = leader.get(reverse(name) + export)
    assert refused.status_code == 403 and b"Beaconmark" not in b"".join(refused)
    assert central.get(reverse(name) + export).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_permission_given_to_them_by_mistake_changes_nothing(name, ours, leader):
    ours.leader.user_permissions.add(Permission.objects.get(codename="view_report"))
    assert leader.get(reverse(name)).status_code == 403


def test_they_see_no_way_there(leader):
    text = leader.get("/admin/").content.decode()
    assert not [name for name in NAMES if reverse(name) in text]


def test_a_visitor_without_a_name_is_sent_to_sign_in(client):
    assert {client.get(reverse(name)).status_code for name in NAMES} == {302}
