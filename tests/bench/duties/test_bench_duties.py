"""The benchmark on a few schools: that it measures what it says, and leaves nothing behind."""

import datetime
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from hub.home.models import HomePage
from hub.schools.duties.due import schools_at_work
from hub.schools.duties.findings import open_schools
from hub.schools.duties.judging import judged
from hub.schools.models import School
from tests.bench.duties.fill import fill


def test_made_up_schools_publish_everything_and_no_two_are_one_subject(
    framework: None, home: HomePage, client: Client, today: datetime.date
) -> None:
    fill(7, publishing=5, on=today)
    found = {each.school.name: each for each in judged(open_schools(today), on=today)}
    assert len(found) == 7 and schools_at_work().count() == 5
    for number in range(1, 6):
        each = found[f"Made-up School {number}"]
        lacking = [f.rule.id for f in each.findings if f.strength and not f.status.satisfied]
        assert not [rule for rule in lacking if rule[:3] not in ("PAL",)], lacking
        assert each.found.rows["encounters"] and each.found.rows["times"]
        assert each.found.all("approvals") and each.found.all("reports")
    assert len({page.careers_leader_name for each in found.values() if (page := each.found.first("careers"))}) == 5
    school = School.objects.get(name="Made-up School 3")
    assert client.get(f"/schools/{school.slug}/").status_code == 200
    assert client.get(f"/schools/{school.slug}/careerspage/").status_code == 200
    assert client.get(f"/schools/{school.slug}/duties.json").status_code == 200


@pytest.mark.whole
def test_it_measures_in_a_database_of_its_own_and_queries_do_not_grow(db: None) -> None:
    out = StringIO()
    call_command("bench_duties", schools=[4, 8], publishing=50, stdout=out, stderr=StringIO())
    text = out.getvalue()
    assert "4 schools, 4 of them different to the rules" in text and "4 to 8 schools: 2.00 times as many" in text
    for name in ("roll-up", "list", "list, one rule", "borough CSV"):
        assert re.search(rf"  {name} +[\d.]+ times the processor's time, \+0 queries", text), name
    assert "ms a school" in text and "every school anew" in text
    assert not School.objects.exists()


def test_its_inside_does_not_touch_the_hub(db: None) -> None:
    with pytest.raises(CommandError, match="scratch database only"):
        call_command("bench_duties", inside=3)
    assert not School.objects.exists()


@pytest.mark.parametrize("given", [{"schools": [0]}, {"publishing": 101}])
def test_bad_input_gets_a_message(given: dict[str, Any]) -> None:
    with pytest.raises(CommandError, match="schools"):
        call_command("bench_duties", **given)
