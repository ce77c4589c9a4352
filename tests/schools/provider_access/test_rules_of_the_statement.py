"""PAL-01 to 06: what the provider access statement says."""

from dataclasses import replace

import pytest

from hub.publication.rules import Status
from tests.schools.complete import complete_subject, with_access
from tests.schools.provider_access.test_rules import DAY, ON, judged

PARTS = {
    "PAL-02": {"procedure": ""},
    "PAL-03": {"grounds_for_refusing": ""},
    "PAL-04": {"premises": ""},
    "PAL-05": {"times": frozenset()},
    "PAL-06": {"explained": frozenset({"first", "third"})},
}


@pytest.mark.parametrize(("rule_id", "change"), PARTS.items(), ids=PARTS)
def test_each_part_of_the_statement_that_goes_flips_exactly_its_rule(rule_id, change):
    found = judged(with_access(complete_subject(ON), **change))
    assert {i for i, f in found.items() if f.status is Status.MISSING} == {rule_id}
    assert found[rule_id].gates


OUR_READING = {
    "a date": ("PAL-01", {"dated": None}, "The law asks for none"),
    "a contact's name": ("PAL-02", {"contact_name": ""}, "The law asks for no name"),
    "a way to reach it": ("PAL-02", {"contact_email": "", "contact_telephone": ""}, "The law asks for none"),
}


@pytest.mark.parametrize(("rule_id", "change", "words"), OUR_READING.values(), ids=OUR_READING)
def test_what_the_law_does_not_ask_of_the_statement_is_advice(rule_id, change, words):
    finding = judged(with_access(complete_subject(ON), **change))[rule_id]
    assert (finding.status, finding.gates) == (Status.MET, False)
    assert words in finding.advice


def test_a_part_for_which_a_school_only_has_pupils_elsewhere_is_not_asked_for():
    utc = with_access(
        complete_subject(ON, type_code="40", years=frozenset({10, 11, 12, 13})), explained=frozenset({"second"})
    )
    assert judged(utc)["PAL-06"].status is Status.MET


def test_a_statement_that_exists_only_as_a_scan_cannot_be_checked_and_the_hub_warns():
    subject = complete_subject(ON)
    assert subject.provider_access
    nothing = type(subject.provider_access)(document=True, dated=ON)
    found = judged(replace(subject, provider_access=nothing))
    assert found["PAL-01"].status is Status.MET
    assert {found[f"PAL-0{n}"].status for n in range(2, 7)} == {Status.NOT_CHECKABLE}
    assert "cannot be read aloud" in found["PAL-02"].message


def test_a_statement_with_a_date_to_come_is_published_and_the_date_is_said():
    found = judged(with_access(complete_subject(ON), dated=ON + DAY))["PAL-01"]
    assert found.status is Status.MET and "which is still to come" in found.advice


def test_without_a_page_every_part_is_missing_and_a_must():
    found = judged(replace(complete_subject(ON), provider_access=None))
    assert {f.status for i, f in found.items() if "PAL-01" <= i <= "PAL-06"} == {Status.MISSING}
    assert {f.status for i, f in found.items() if "PAL-07" <= i <= "PAL-13"} == {Status.UNDER_WAY}
