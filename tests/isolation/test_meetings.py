"""What each key phase still needs is shown to users who may edit the page, and to no other school."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.careers import complete_access_page


@pytest.fixture
def addresses(ours, theirs):
    pages = (complete_access_page(place.home, timezone.localdate()) for place in (ours, theirs))
    return [reverse("schools_meetings", args=[page.pk]) for page in pages]


def test_a_careers_leader_reads_the_schools_own_and_nobody_elses(leader, central, addresses):
    own, other = addresses
    assert "Years 8 and 9" in leader.get(own).content.decode()
    answer = leader.get(other)
    assert answer.status_code in (403, 404) and "Years 8 and 9" not in answer.content.decode()
    assert central.get(other).status_code == 200


def test_a_visitor_without_a_name_is_sent_to_sign_in(client, addresses):
    assert client.get(addresses[0]).status_code == 302
