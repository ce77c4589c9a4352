"""The benchmark of a hub with many schools, on a few: that it fills and measures what it says."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hub.media.models import HubImage
from hub.schools.models import School, SchoolHost
from hub.schools.tenancy.models import SchoolCollection, SchoolMembership
from tests.bench.microsites.fill import fill
from tests.conftest import TODAY


def test_each_school_has_pages_files_a_host_and_a_leader(framework: None, home: object) -> None:
    people = fill(3, on=TODAY)
    for model in (School, SchoolCollection, SchoolMembership, SchoolHost, HubImage):
        assert model.objects.count() == 3, model
    school = people.leader.memberships.get().school
    assert school.media.collection.get_parent().numchild == 3
    assert people.editor.is_central and people.administrator.is_superuser


@pytest.mark.whole
def test_it_measures_in_a_database_of_its_own(db: None) -> None:
    out = StringIO()
    call_command("bench_microsites", schools=[1, 4], times=1, stdout=out, stderr=StringIO())
    text = out.getvalue()
    of_visitors = ("careers page", "directory", "search in a school")
    for name in (*of_visitors, "explorer, schools", "page chooser", "own careers form", "publish"):
        assert len(re.findall(rf"  {name} +[\d.]+ ms of the processor +[\d.]+ +\d+ queries", text)) == 2, name
    for name in ("tick, first", "tick, again", "rebuild, from nothing", "rebuild, of all", "rebuild, unchanged"):
        assert len(re.findall(rf"  {name} +[\d.]+ s, +[\d.]+ s of the processor", text)) == 2, name
    assert len(re.findall(r"  of \d+ public pages [1-9]\d* addresses lie ready, [1-9]\d* ms", text)) == 2
    assert not School.objects.exists()


def test_its_inside_does_not_touch_the_hub(db: None) -> None:
    with pytest.raises(CommandError, match="scratch database only"):
        call_command("bench_microsites", inside=6)
    assert not School.objects.exists()


def test_nothing_to_count_gets_a_message() -> None:
    with pytest.raises(CommandError, match="counted from one"):
        call_command("bench_microsites", schools=[0])
