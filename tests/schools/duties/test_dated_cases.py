"""The tables of dated cases: what the law, the guidance or London Ambitions asks of a school on a day."""

import pytest

from hub.publication.rules import evaluate
from hub.schools.duties.rules import RULES, RULES_BY_ID
from tests.schools.duties.dated_cases import DatedCase, cases, found_in

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: DatedCase):
    findings = {finding.rule.id: finding for finding in evaluate(case.subject, RULES, case.on)}
    found = {rule: found_in(findings[rule], wanted) for rule, wanted in case.expected}
    assert found == dict(case.expected), case.source


def test_every_case_has_a_name_of_its_own_and_says_where_it_comes_from():
    assert len({case.name for case in CASES}) == len(CASES)
    assert [case.name for case in CASES if not case.source or not case.expected] == []
    assert {rule for case in CASES for rule, _state in case.expected} <= set(RULES_BY_ID)
