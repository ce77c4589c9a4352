"""All 43 rules: what they stand on, met and unmet, and one flip for each piece of evidence."""

import datetime
from dataclasses import replace

import pytest

from hub.publication.rules import Status, Strength, evaluate
from hub.schools.duties.rules import RULES, RULES_BY_ID
from hub.schools.duties.subject import ApprovalFact, PolicyFacts, SchoolSubject
from hub.schools.register.school_types import school_types
from tests.schools.complete import PROGRAMME, complete_subject, without

ON = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)


def judged(subject: SchoolSubject, on: datetime.date = ON) -> dict:
    return {finding.rule.id: finding for finding in evaluate(subject, RULES, on)}


def status(subject: SchoolSubject, rule_id: str, on: datetime.date = ON) -> Status:
    return judged(subject, on)[rule_id].status


def unmet(subject: SchoolSubject, on: datetime.date = ON) -> set[str]:
    return {i for i, f in judged(subject, on).items() if f.status in (Status.MISSING, Status.OVERDUE)}


def test_there_are_43_rules_each_with_its_source_and_place():
    assert len(RULES) == len(RULES_BY_ID) == 43
    for rule in RULES:
        assert all(str(text) for text in (rule.title, rule.request, rule.source, rule.evidence, rule.where.page))


def test_each_rule_and_each_of_its_versions_is_explained_in_words_of_its_own():
    every = [version for rule in RULES for version in rule.versions()]
    assert all(str(version.explanation).endswith(".") and str(version.evidence) for version in every)
    assert len({str(version.explanation) for version in every}) == len(every) == 46
    assert not [v.id for v in every if len(str(v.explanation).split(". ")) > 3], "a short text, not a treatise"


def test_a_rule_says_since_when_it_is_in_force_where_somebody_says_so():
    since = {rule.id: [version.since for version in rule.versions()] for rule in RULES}
    assert since["CAG-01"] == ["2012", "1 September 2022"]
    assert since["PAL-01"] == ["2 January 2018"] and since["PAL-11"] == ["1 January 2023"]
    assert {since[i][0] for i in ("LA3-1", "LA3-6", "LA4-1")} == {"2015"}
    assert since["LA2-1"] == since["LA6-1"] == [""], "nothing dates elements 2 and 6"
    before = judged(complete_subject(ON), datetime.date(2011, 12, 31))
    assert before["CAG-01"].status is before["LA3-1"].status is Status.NOT_APPLICABLE
    assert judged(complete_subject(ON), datetime.date(2012, 1, 1))["CAG-01"].strength is Strength.MUST


def test_only_content_that_is_fixed_on_a_page_gates_it():
    gating = {rule.id for rule in RULES if rule.gates}
    published = {i for i in RULES_BY_ID if i.startswith("PUB-")} - {"PUB-05", "PUB-09"}
    assert gating == published | {f"PAL-0{n}" for n in range(2, 7)}, "our reading and conduct gate nothing"


@pytest.mark.parametrize("on", [ON, datetime.date(2028, 2, 29), datetime.date(2027, 9, 1)])
def test_a_complete_maintained_school_meets_every_rule(on):
    statuses = {i: f.status for i, f in judged(complete_subject(on), on).items()}
    assert {i: s for i, s in statuses.items() if s is not Status.MET} == {}


ONE_PIECE_LESS = {
    "PUB-01": {"leader_name": ""},
    "PUB-02": {"leader_email": ""},
    "PUB-03": {"leader_telephone": ""},
    "PUB-06a": {"for_pupils": ""},
    "PUB-06b": {"for_parents": ""},
    "PUB-06c": {"for_teachers": ""},
    "PUB-06d": {"for_employers": ""},
    "PUB-07": {"impact_measure": "", "impact": ""},
    "PUB-09": {"updated_on": ON - 400 * DAY},
    "PUB-08": {"next_review": None},
    "GB1-W": {"parents_engagement": ""},
    "GB8-W": {"guidance_booking": ""},
    "GB2-W": {"lmi_parents_url": ""},
    "LA4-1": {"governor": ""},
    "LA5-1": {"lmi_teachers_url": ""},
    "LA6-1": {"cluster": ""},
    "LA7-1": {"links_with_business": ""},
    "PUB-04": {"academic_year": None},
}


@pytest.mark.parametrize(("rule_id", "change"), ONE_PIECE_LESS.items(), ids=ONE_PIECE_LESS)
def test_each_piece_of_evidence_that_goes_flips_exactly_its_rule(rule_id, change):
    assert unmet(without(complete_subject(ON), **change)) == {rule_id}


def test_each_record_that_goes_flips_its_rules():
    subject = complete_subject(ON)
    # An approval of a text that nobody can read meets nothing.
    assert unmet(replace(subject, policy=None)) == {"LA3-1", "LA3-4", "LA3-5"}
    assert unmet(replace(subject, approvals=())) == {"LA3-4", "LA3-5"}
    assert unmet(replace(subject, reports=())) == {"LA3-6"}
    no_provision = without(subject, destinations="")
    assert unmet(replace(no_provision, policy=PolicyFacts(topics=frozenset({"provision"}), has_text=True))) == {"LA3-3"}
    assert "LA3-2" in unmet(without(subject, programme=()))


def test_programme_rules_follow_the_rows():
    subject = complete_subject(ON)
    rows = PROGRAMME
    assert unmet(without(subject, programme=tuple(r for r in rows if r.year != 8 or r.kind != "in-class"))) == {"LA2-1"}
    assert unmet(without(subject, programme=tuple(r for r in rows if r.year != 12))) == {"PUB-05"}
    placement = tuple(r for r in rows if r.kind != "work-experience")
    assert unmet(without(subject, programme=placement)) == {"WEX-2", "LA2-1"}
    fewer = tuple(replace(r, kind="insight-talk", in_workplace=False) if r.year == 7 else r for r in rows)
    assert unmet(without(subject, programme=fewer)) == {"WEX-1"}


@pytest.mark.parametrize("text", ["Contact us.", "Please contact the school for more information", "EMAIL US!"])
def test_to_say_contact_us_is_there_and_weak(text):
    finding = judged(without(complete_subject(ON), for_employers=text))["PUB-06d"]
    assert finding.status is Status.MET
    assert "no more than to get in touch" in finding.advice and finding.advice in finding.message


@pytest.mark.parametrize("text", ["Contact us to offer a visit, or read what we look for below.", "Ask your tutor."])
def test_a_way_to_find_out_is_not_called_weak(text):
    assert judged(without(complete_subject(ON), for_pupils=text))["PUB-06a"].advice == ""


def test_the_headteachers_approval_is_not_the_governing_bodys():
    head = ApprovalFact(meeting_date=ON - DAY, by_governors=False, body_name="The headteacher")
    found = judged(replace(complete_subject(ON), approvals=(head,)))
    assert found["LA3-4"].status is found["LA3-5"].status is Status.MISSING
    assert "not by the governing body" in found["LA3-4"].message


def test_when_the_careers_leader_leaves_the_name_is_missing_and_the_mailbox_still_counts():
    assert unmet(without(complete_subject(ON), leader_name="")) == {"PUB-01"}


@pytest.mark.parametrize("number", ["07700 900", "ring us", "+33 1 23 45 67 89", "999"])
def test_a_number_that_cannot_be_dialled_is_no_telephone_number(number):
    assert unmet(without(complete_subject(ON), leader_telephone=number)) == {"PUB-03"}


@pytest.mark.parametrize("change", [{"guidance_by": ""}, {"guidance_is_independent": False}])
def test_that_a_page_does_not_say_who_guides_breaks_no_law(change):
    """Section 42A asks that pupils are provided with independent guidance, and nothing of a page."""
    finding = judged(without(complete_subject(ON), **change))["CAG-01"]
    assert (finding.status, finding.strength) == (Status.NOT_CHECKABLE, Strength.MUST)
    assert finding.advice and not finding.gates


def test_the_governing_bodys_backing_is_a_should_shown_by_a_governor_or_an_approval():
    subject = complete_subject(ON)
    without_governor = without(subject, governor="")
    assert status(without_governor, "GB1-G") is status(replace(subject, approvals=()), "GB1-G") is Status.MET
    finding = judged(replace(without_governor, approvals=()))["GB1-G"]
    assert (finding.status, finding.strength) == (Status.MISSING, Strength.SHOULD)


def test_since_when_a_governor_oversees_careers_is_not_asked():
    assert status(without(complete_subject(ON), governor_since=None), "LA4-1") is Status.MET


@pytest.mark.parametrize("type_code", sorted(school_types()))
def test_a_must_and_a_gate_have_the_laws_own_words(type_code):
    for on in (ON, datetime.date(2019, 1, 1)):
        for finding in evaluate(complete_subject(on, type_code=type_code), RULES, on):
            law = finding.rule.basis.law
            assert law or (finding.strength is not Strength.MUST and not finding.rule.gates), finding.rule.id
            assert law is None or (law.words and law.where and law.link.startswith("https://") and law.since)


def test_every_rule_says_what_it_stands_on():
    for rule in RULES:
        for version in rule.versions():
            basis = version.basis
            assert basis.law or basis.standard or str(basis.reading), rule.id
            assert all(str(text).endswith(".") for text in (basis.reading, basis.suggestion) if str(text)), rule.id


def test_what_is_only_our_reading_is_a_should():
    """No law asks for every year group in so many words: of a maintained school either."""
    finding = judged(without(complete_subject(ON), programme=()))["PUB-05"]
    assert (finding.strength, finding.gates) == (Strength.SHOULD, False)
    assert "Our reading" in str(finding.source)
