"""Whom the rules bind: by type, by ages and phase, and what is said where a rule does not apply."""

from dataclasses import replace

import pytest

from hub.publication.rules import Status, Strength
from hub.schools.duties.binding import UNKNOWN_AGES
from hub.schools.duties.rules import RULES_BY_ID
from tests.schools.complete import complete_subject, without
from tests.schools.duties.test_rules import ON, judged, status

ALL_THROUGH = frozenset(range(0, 14))


def test_an_academy_should_publish_and_must_give_access():
    found = judged(complete_subject(ON, type_code="34", years=ALL_THROUGH))
    assert found["PUB-01"].strength is Strength.SHOULD
    assert found["PAL-01"].strength is Strength.MUST
    assert found["CAG-01"].strength is Strength.MUST
    assert found["PUB-05"].status is Status.MET, "an all-through school answers for Year 7 on only"


@pytest.mark.parametrize(
    ("type_code", "published", "guided"),
    [
        ("01", "School Information Regulations 2008, amended 2018", "Statutory guidance: Gatsby Benchmark 1"),
        ("14", "Statutory guidance", "Statutory guidance: Gatsby Benchmark 1"),
        ("34", "Statutory guidance, funding agreement", "Statutory guidance: Gatsby Benchmark 1"),
        (
            "45",
            "Guidance and conditions of funding, as for colleges",
            "Guidance and conditions of funding, as for colleges: Gatsby Benchmark 1",
        ),
        ("18", "Guidance, as a condition of funding", "Guidance, as a condition of funding: Gatsby Benchmark 1"),
        ("06", "Funding agreement", "Funding agreement: Gatsby Benchmark 1"),
    ],
)
def test_what_is_guidance_names_what_makes_it_bind_this_type_and_never_the_law(type_code, published, guided):
    found = judged(complete_subject(ON, type_code=type_code))
    assert str(found["PUB-01"].source) == published
    assert str(found["GB1-W"].source) == guided
    for rule_id in ("WEX-1", "WEX-2"):
        assert str(found[rule_id].source) == guided.replace("Gatsby Benchmark 1", EXPECTED)


EXPECTED = "an expectation since 2025, not a statutory duty"


def test_of_a_pupil_referral_unit_the_findings_say_what_is_uncertain_and_whose_duty_it_is():
    unit = without(complete_subject(ON, type_code="14"), guidance_by="", leader_name="", impact="", impact_measure="")
    found = judged(unit)
    doubt = "It is uncertain whether the Regulations reach a pupil referral unit."
    assert found["PUB-01"].message == f"The school should name the careers leader. {doubt}"
    assert all(f.message.endswith(doubt) for i, f in found.items() if i.startswith("PUB-"))
    assert not any(doubt in f.message for i, f in found.items() if not i.startswith("PUB-"))
    duty = found["CAG-01"]
    assert duty.strength is Strength.MUST
    assert duty.demand.startswith("The local authority must provide independent careers")
    assert duty.status is Status.NOT_CHECKABLE and found["PAL-01"].demand.startswith("The local authority must")
    assert "the local authority" in str(found["PAL-07"].qualification.bearer)


@pytest.mark.parametrize(
    ("change", "rule_id", "reason"),
    [
        ({"type_code": "08"}, "PUB-01", "Does not apply to this type of school: Non-maintained special school."),
        ({"type_code": "18"}, "CAG-01", "The duty on careers information remains (Education Act 1997 s45)."),
        ({"type_code": "11"}, "PUB-01", "The Independent School Standards, paragraph 2(2)(e), remain:"),
        ({"type_code": "10"}, "CAG-01", "The Independent School Standards, paragraph 2(2)(e), remain:"),
        ({"years": frozenset(range(7))}, "PUB-01", "Does not apply: the school teaches no year from Year 7 on."),
        ({"years": frozenset(range(7, 12))}, "PAL-09", "the school teaches none of these years: 12, 13."),
        ({"years": frozenset({5, 6, 7})}, "PAL-13", "teaches none of these years: 8, 9, 10, 11, 12, 13."),
        ({"years": frozenset()}, "LA4-1", "the school teaches no year from Reception to Year 13."),
        ({"type_code": "15", "years": frozenset({0})}, "LA3-6", "this type of school: Local authority nursery school."),
        ({"type_code": "07", "in_hospital": True}, "PAL-01", "a special school established in a hospital."),
        ({"type_code": "45"}, "PAL-01", "In law a 16 to 19 academy is not a school (Education Act 1996 s4(1B))."),
        ({"type_code": "46"}, "CAG-01", "In law a 16 to 19 academy is not a school (Education Act 1996 s4(1B))."),
        ({"type_code": "32"}, "CAG-01", "Does not apply to this type of school: Special post 16 institution."),
    ],
)
def test_what_does_not_apply_says_why(change, rule_id, reason):
    finding = judged(replace(complete_subject(ON), **change))[rule_id]
    assert (finding.status, finding.strength) == (Status.NOT_APPLICABLE, None)
    assert reason in finding.message


def test_no_school_is_told_of_a_standard_that_does_not_concern_it():
    told = {i for i, f in judged(complete_subject(ON, type_code="11")).items() if "Independent School" in f.message}
    assert told == {i for i in RULES_BY_ID if not i.startswith(("PAL-", "LA"))}
    assert not [f for f in judged(complete_subject(ON, type_code="08")).values() if "Standards" in f.message]


def test_an_11_to_16_school_has_no_third_phase_and_a_utc_no_first():
    assert status(complete_subject(ON, years=frozenset(range(7, 12))), "PAL-09") is Status.NOT_APPLICABLE
    utc = complete_subject(ON, type_code="40", years=frozenset({10, 11, 12, 13}))
    assert status(utc, "PAL-07") is Status.NOT_APPLICABLE
    assert status(utc, "PAL-08") is Status.MET


@pytest.mark.parametrize("type_code", ["07", "12"])
def test_a_special_school_in_a_hospital_is_offered_london_ambitions_and_bound_by_nothing(type_code):
    found = judged(replace(complete_subject(ON, type_code=type_code), in_hospital=True))
    assert {f.strength for i, f in found.items() if i.startswith("LA")} == {Strength.VOLUNTARY}
    assert {f.status for i, f in found.items() if not i.startswith("LA")} == {Status.NOT_APPLICABLE}


def test_of_a_special_post_16_institution_nothing_is_said_of_section_45():
    found = judged(complete_subject(ON, type_code="32", years=frozenset({12, 13})))
    assert not [i for i, f in found.items() if "s45" in f.message]


def test_an_independent_school_is_offered_london_ambitions_and_nothing_else():
    found = judged(complete_subject(ON, type_code="11"))
    assert {f.strength for i, f in found.items() if i.startswith("LA")} == {Strength.VOLUNTARY}
    assert {f.status for i, f in found.items() if not i.startswith("LA")} == {Status.NOT_APPLICABLE}


def test_a_primary_school_is_offered_the_report_the_governor_and_the_cluster():
    found = judged(complete_subject(ON, years=frozenset(range(0, 7))))
    assert {i for i, f in found.items() if f.strength} == {"LA3-6", "LA4-1", "LA6-1"}


def test_a_college_is_asked_by_guidance_and_never_by_law():
    found = judged(complete_subject(ON, type_code="18", years=frozenset({12, 13})))
    assert {f.strength for f in found.values()} == {Strength.SHOULD, Strength.VOLUNTARY, None}
    assert found["PAL-01"].status is found["CAG-01"].status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("type_code", ["45", "46", "39"])
def test_a_16_to_19_academy_is_no_school_and_asked_what_a_college_is_asked(type_code):
    found = judged(complete_subject(ON, type_code=type_code, years=frozenset({12, 13})))
    college = judged(complete_subject(ON, type_code="18", years=frozenset({12, 13})))
    assert {i: f.strength for i, f in found.items()} == {i: f.strength for i, f in college.items()}
    for rule_id in ("PAL-01", "PAL-09", "CAG-01"):
        assert found[rule_id].status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("type_code", ["24", "25", "26", "27", "29", "30", "37", "49", "56", "57", "58", "99"])
def test_of_a_type_that_is_not_placed_nothing_is_claimed(type_code):
    found = judged(complete_subject(ON, type_code=type_code))
    assert {f.status for f in found.values()} == {Status.NOT_CHECKABLE}
    assert {f.strength for f in found.values()} == {None}
    assert "which duties reach this type is not known here" in found["LA3-6"].message


@pytest.mark.parametrize("type_code", ["08", "10", "11"])
def test_where_nothing_binds_the_type_ages_do_not_matter(type_code):
    found = judged(replace(complete_subject(ON, type_code=type_code), years=None))
    by_law = {f.status for i, f in found.items() if i.startswith(("PUB-", "CAG-", "GB", "PAL-"))}
    assert by_law == {Status.NOT_APPLICABLE}
    assert {f.message for i, f in found.items() if i.startswith("LA")} == {str(UNKNOWN_AGES.reason)}


def test_without_ages_the_phase_says_whether_there_are_secondary_years():
    ctc = replace(complete_subject(ON, type_code="06"), years=None, phase="Secondary")
    found = judged(ctc)
    assert found["PUB-01"].strength is Strength.SHOULD and found["PUB-01"].status is Status.MET
    assert found["PUB-05"].status is found["WEX-1"].status is Status.NOT_CHECKABLE
    assert found["PAL-01"].status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("change", [{"type_code": None}, {"type_code": "99"}, {"years": None}])
def test_an_unknown_type_or_age_makes_every_rule_not_checkable(change):
    found = judged(replace(complete_subject(ON), **change))
    assert {f.status for f in found.values()} == {Status.NOT_CHECKABLE}


def test_a_school_that_becomes_an_academy_keeps_its_pages_and_changes_its_duties():
    before, after = complete_subject(ON), complete_subject(ON, type_code="34")
    assert judged(before)["PUB-03"].strength is Strength.MUST
    assert judged(after)["PUB-03"].strength is Strength.SHOULD
    assert judged(before)["PAL-07"].strength is judged(after)["PAL-07"].strength is Strength.MUST


@pytest.mark.parametrize("type_code", ["18", "31", "32", "39", "45", "46"])
def test_a_college_is_spoken_to_as_one(type_code):
    found = judged(replace(complete_subject(ON, type_code=type_code, years=frozenset({12, 13})), careers=None))
    assert found["PUB-01"].message.startswith("The college should name the careers leader.")
    assert found["GB1-W"].message.startswith("The college should say how")
    assert found["PUB-05"].status is Status.NOT_APPLICABLE and "course and level" in found["PUB-05"].message
    assert "any course" in found["LA3-2"].message and "Key Stage" not in found["LA3-2"].message
    assert "The school" not in " ".join(f.message for f in found.values())
