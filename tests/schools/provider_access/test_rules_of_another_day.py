"""The rules of provider access, guidance and work experience on the days before and after they changed."""

import datetime

import pytest

from hub.publication.rules import Status, Strength
from hub.schools.duties.rules import RULES_BY_ID
from tests.schools.complete import complete_subject
from tests.schools.provider_access.test_rules import DAY, ON, judged


@pytest.mark.parametrize(
    ("rule_id", "first_day"),
    [
        ("PUB-01", datetime.date(2018, 9, 1)),
        ("PAL-01", datetime.date(2018, 1, 2)),
        ("PAL-07", datetime.date(2023, 1, 1)),
        ("GB1-W", datetime.date(2025, 9, 1)),
        ("WEX-1", datetime.date(2025, 9, 1)),
    ],
)
def test_a_rule_is_in_force_from_its_day_and_is_announced_a_year_ahead(rule_id, first_day):
    subject = complete_subject(first_day)
    assert judged(subject, first_day)[rule_id].strength
    eve = judged(subject, first_day - DAY)[rule_id]
    assert (eve.status, eve.strength, eve.begins) == (Status.NOT_APPLICABLE, None, first_day)
    assert f"From {first_day.day} {first_day:%B %Y}: The school" in eve.message
    assert judged(subject, first_day - 400 * DAY)[rule_id].begins is None


def test_guidance_reached_year_7_and_academies_on_1_september_2022():
    before, after = datetime.date(2022, 8, 31), datetime.date(2022, 9, 1)
    maintained, academy = complete_subject(after), complete_subject(after, type_code="34")
    assert judged(maintained, before)["CAG-01"].strength is Strength.MUST
    assert "before it was extended" in str(judged(maintained, before)["CAG-01"].source)
    assert judged(academy, before)["CAG-01"].status is Status.NOT_APPLICABLE
    assert "From 1 September 2022: the duty reaches Year 7" in judged(academy, before)["CAG-01"].message
    assert judged(academy, after)["CAG-01"].strength is Strength.MUST
    only_year_7 = complete_subject(after, years=frozenset({5, 6, 7}))
    assert judged(only_year_7, before)["CAG-01"].status is Status.NOT_APPLICABLE
    assert judged(only_year_7, after)["CAG-01"].strength is Strength.MUST


def test_work_experience_is_phased_in_for_a_year_and_says_when_that_ends():
    summer = datetime.date(2026, 8, 1)
    found = judged(complete_subject(summer), summer)["WEX-2"]
    assert found.strength is Strength.SHOULD and found.begins == datetime.date(2026, 9, 1)
    assert "From 1 September 2026: schools are expected" in found.message
    assert judged(complete_subject(ON))["WEX-2"].begins is None


def test_on_1_may_2024_the_rules_in_force_then_apply():
    then = datetime.date(2024, 5, 1)
    found = judged(complete_subject(then), then)
    not_yet = {i for i, f in found.items() if f.strength is None}
    assert not_yet == {"GB1-G", "GB1-W", "GB2-W", "GB8-W", "WEX-1", "WEX-2"}
    assert len(found) == len(RULES_BY_ID) == 43
