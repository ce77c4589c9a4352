"""Which reminder is current on a day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.publication.due import dated, stage_on
from hub.publication.rules import Finding, Status, Strength, evaluate
from hub.schools.duties.rules import RULES
from tests.schools.complete import complete_subject, without

DUE = datetime.date(2027, 2, 28)


@pytest.mark.parametrize(
    "left, stage",
    [(61, None), (60, -60), (31, -60), (30, -30), (1, -30), (0, 0), (-1, 0), (-6, 0), (-7, 7), (-13, 7), (-14, 14)],
)
def test_the_stage_of_a_day(left, stage):
    assert stage_on(DUE, DUE - datetime.timedelta(days=left)) == stage


@given(st.integers(-400, 60))
def test_a_stage_is_never_ahead_of_its_day_and_never_goes_back(left):
    on = DUE - datetime.timedelta(days=left)
    stage = stage_on(DUE, on)
    following = stage_on(DUE, on + datetime.timedelta(days=1))
    assert stage is not None and following is not None
    assert stage <= -left and stage <= following


def test_what_has_a_day_comes_earliest_first_and_what_does_not_apply_is_left_out(today):
    subject = without(complete_subject(today), next_review=today - datetime.timedelta(days=3))
    found = dated(evaluate(subject, RULES, today))
    assert found[0].rule == "PUB-08" and found[0].place == "careers"
    assert [each.day for each in found] == sorted(each.day for each in found)
    assert {"PUB-08", "PUB-04", "LA3-5", "LA3-6", "GB2-W"} <= {each.rule for each in found}
    not_bound = Finding(RULES[0], Status.NOT_APPLICABLE, None, "", due=today)
    assert dated([not_bound]) == []


def test_on_one_day_the_law_comes_first(today):
    rule = RULES[0]
    findings = [Finding(rule, Status.MISSING, strength, "", due=today) for strength in reversed(Strength)]
    assert [each.strength for each in dated(findings)] == list(Strength)
