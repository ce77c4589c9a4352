"""All types of the register against what binds them at their usual ages, written out: no table of ours is read here."""

import datetime
from dataclasses import replace

import pytest

from hub.publication.rules import Status, evaluate
from hub.schools.duties.rules import RULES
from hub.schools.register.school_types import school_types
from tests.schools.complete import complete_subject

ON = datetime.date(2026, 11, 23)
SECONDARY, SIXTH_FORM, PRIMARY = frozenset(range(7, 14)), frozenset({12, 13}), frozenset(range(0, 7))
MUST, SHOULD, VOLUNTARY, UNKNOWN, NONE = "must", "should", "voluntary", "not-checkable", "not-applicable"
# By type: years, publishing (PUB), provider access (PAL), independent guidance (CAG-01), guidance (GB, WEX).
# London Ambitions is voluntary for every one of them but a nursery.
MAINTAINED = (SECONDARY, MUST, MUST, MUST, SHOULD)
ACADEMY = (SECONDARY, SHOULD, MUST, MUST, SHOULD)
COLLEGE = (SIXTH_FORM, SHOULD, NONE, NONE, SHOULD)
UNBOUND = (SECONDARY, NONE, NONE, NONE, NONE)
EXPECTED = {
    "01": MAINTAINED,  # community
    "02": MAINTAINED,  # voluntary aided
    "03": MAINTAINED,  # voluntary controlled
    "05": MAINTAINED,  # foundation
    "07": MAINTAINED,  # community special
    "12": MAINTAINED,  # foundation special
    "14": (SECONDARY, SHOULD, MUST, MUST, SHOULD),  # pupil referral unit
    "28": ACADEMY,
    "34": ACADEMY,
    "35": ACADEMY,
    "40": (frozenset({10, 11, 12, 13}), SHOULD, MUST, MUST, SHOULD),  # university technical college
    "41": (frozenset({10, 11, 12, 13}), SHOULD, MUST, MUST, SHOULD),  # studio school
    "33": ACADEMY,
    "44": ACADEMY,
    "36": ACADEMY,
    "42": ACADEMY,  # alternative provision
    "43": ACADEMY,
    "38": ACADEMY,
    "45": COLLEGE,
    "46": COLLEGE,
    "39": COLLEGE,
    "18": COLLEGE,
    "31": COLLEGE,
    "32": COLLEGE,
    "06": (SECONDARY, SHOULD, NONE, NONE, SHOULD),  # city technology college: by its funding agreement
    "08": UNBOUND,  # non-maintained special
    "10": UNBOUND,  # other independent special
    "11": UNBOUND,  # other independent
    "15": (frozenset({0}), NONE, NONE, NONE, NONE),  # nursery
}
# Types of the register of which nothing is said: secure units, schools abroad, universities and others.
NOT_PLACED = {"24", "25", "26", "27", "29", "30", "37", "49", "56", "57"}
ONLY_IN = {
    "PAL-06": {8, 9, 10, 11},
    "PAL-07": {8, 9},
    "PAL-08": {10, 11},
    "PAL-09": {12, 13},
    "PAL-10": {8, 9, 10, 11},
    "WEX-1": {7, 8, 9},
    "WEX-2": {10, 11},
    "LA2-1": {11},
}


def bound(type_code: str, years: frozenset[int], *, in_hospital: bool = False) -> dict[str, str]:
    """Return how each rule binds: its strength, or why it has none."""
    subject = replace(complete_subject(ON, type_code=type_code, years=years), in_hospital=in_hospital)
    return {f.rule.id: f.strength.value if f.strength else f.status.value for f in evaluate(subject, RULES, ON)}


def test_every_type_of_the_register_is_here():
    assert set(EXPECTED) | NOT_PLACED == set(school_types()) and len(EXPECTED) == 29
    assert {code for code, each in school_types().items() if not each.is_placed} == NOT_PLACED


@pytest.mark.parametrize("type_code", sorted(NOT_PLACED))
def test_of_the_other_types_nothing_is_claimed(type_code):
    assert set(bound(type_code, SECONDARY).values()) == {UNKNOWN}


@pytest.mark.parametrize("type_code", EXPECTED)
def test_a_type_at_its_usual_ages_is_bound_as_the_law_and_the_guidance_say(type_code):
    years, pub, pal, cag, guidance = EXPECTED[type_code]
    families = {"PUB": pub, "PAL": pal, "CAG": cag, "GB": guidance, "WEX": guidance}
    families["LA"] = NONE if type_code == "15" else VOLUNTARY
    for rule_id, found in bound(type_code, years).items():
        family = rule_id.partition("-")[0].rstrip("0123456789")
        elsewhere = rule_id in ONLY_IN and not ONLY_IN[rule_id] & years
        expected = NONE if elsewhere else families[family]
        if rule_id == "PUB-05" and expected == MUST:
            expected = SHOULD  # our reading makes no must
        if rule_id == "PUB-05" and EXPECTED[type_code] == COLLEGE:
            expected = NONE  # courses and levels, not year groups
        assert found == expected, rule_id


@pytest.mark.parametrize("type_code", sorted(set(EXPECTED) - {"15"}))
def test_with_primary_years_alone_a_type_is_offered_london_ambitions_and_bound_by_nothing(type_code):
    found = bound(type_code, PRIMARY)
    assert {rule_id for rule_id, how in found.items() if how != NONE} == {"LA3-6", "LA4-1", "LA6-1"}


@pytest.mark.parametrize("type_code", sorted(set(EXPECTED) - {"15"}))
def test_a_hospital_exempts_community_and_foundation_special_schools_from_every_duty_and_no_other(type_code):
    years = EXPECTED[type_code][0]
    outside, inside = bound(type_code, years), bound(type_code, years, in_hospital=True)
    changed = {rule_id[:3] for rule_id in outside if outside[rule_id] != inside[rule_id]}
    assert changed == ({"PUB", "PAL", "CAG", "GB1", "GB2", "GB8", "WEX"} if type_code in ("07", "12") else set())
    if type_code in ("07", "12"):
        assert {inside[i] for i in inside if not i.startswith("LA")} == {NONE}


@pytest.mark.parametrize("type_code", EXPECTED)
def test_what_is_not_known_of_a_school_is_never_not_applicable(type_code):
    unknown = replace(complete_subject(ON, type_code=type_code), years=None)
    for finding in evaluate(unknown, RULES, ON):
        family = finding.rule.id.partition("-")[0].rstrip("0123456789")
        nothing_binds = NONE in {"PUB": EXPECTED[type_code][1:2], "PAL": EXPECTED[type_code][2:3]}.get(
            family, EXPECTED[type_code][3:4] if family == "CAG" else EXPECTED[type_code][4:5]
        )
        if (family == "LA" and type_code == "15") or (family != "LA" and nothing_binds):
            assert finding.status is Status.NOT_APPLICABLE, "the type decides, whatever the ages"
        elif type_code not in ("06", "40", "41"):  # these have secondary years whatever their ages
            assert finding.status is Status.NOT_CHECKABLE
