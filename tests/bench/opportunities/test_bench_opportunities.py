"""The benchmark of offers on a few schools: that it fills what it says, and that queries do not grow."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from hub.opportunities.models import Offer, Organisation
from hub.schools.models import School
from tests.bench.opportunities.fill import OWN, fill
from tests.conftest import TODAY


def test_it_fills_schools_employers_and_an_inbox(framework: None, home: object, client: Client) -> None:
    leader = fill(12, on=TODAY)
    assert (School.objects.count(), Organisation.objects.count(), Offer.objects.count()) == (13, 2, 8)
    assert "A morning about print 0" in client.get(reverse("opportunities_directory")).content.decode()
    client.force_login(leader)
    assert client.get(reverse("opportunities_visits")).content.decode().count("Made-up Employer") >= OWN


@pytest.mark.whole
def test_it_measures_in_a_database_of_its_own_and_queries_do_not_grow(db: None) -> None:
    out = StringIO()
    call_command("bench_opportunities", schools=[120, 240], stdout=out, stderr=StringIO())
    text = out.getvalue()
    for name in ("directory", "directory, narrowed", "search", "visits", "requests", "contacts"):
        assert re.search(rf"  {name} +[\d.]+ times the processor's time, \+0 queries", text), name
    assert not School.objects.exists()


def test_its_inside_does_not_touch_the_hub(db: None) -> None:
    with pytest.raises(CommandError, match="scratch database only"):
        call_command("bench_opportunities", inside=6)
    assert not School.objects.exists()


def test_too_few_schools_get_a_message() -> None:
    with pytest.raises(CommandError, match="six at least"):
        call_command("bench_opportunities", schools=[5])
