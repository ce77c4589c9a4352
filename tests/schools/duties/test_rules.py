"""All 43 rules: whom they bind, met and unmet, one flip for each piece of evidence, and the boundary cases.

Long because every rule and every boundary case stands in one list.
"""

import datetime
from dataclasses import replace

import pytest

from hub.publication.dates import AcademicYear
from hub.publication.rules import Status, Strength, evaluate
from hub.schools.duties.binding import UNKNOWN_AGES
from hub.schools.duties.rules import RULES, RULES_BY_ID
from hub.schools.duties.subject import ApprovalFact, PolicyFacts, ReportFact, SchoolSubject
from hub.schools.register.school_types import school_types
from tests.schools.complete import PROGRAMME, complete_subject, without

ON = datetime.date(2026, 11, 23)
ALL_THROUGH = frozenset(range(0, 14))
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


@pytest.mark.parametrize("text", ["Contact us.", "Please contact the school for more information", "EMAIL US!"])
def test_to_say_contact_us_is_there_and_weak(text):
    finding = judged(without(complete_subject(ON), for_employers=text))["PUB-06d"]
    assert finding.status is Status.MET
    assert "no more than to get in touch" in finding.advice and finding.advice in finding.message


@pytest.mark.parametrize("text", ["Contact us to offer a visit, or read what we look for below.", "Ask your tutor."])
def test_a_way_to_find_out_is_not_called_weak(text):
    assert judged(without(complete_subject(ON), for_pupils=text))["PUB-06a"].advice == ""


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


def test_last_years_programme_is_overdue_on_1_september():
    subject = without(complete_subject(ON), academic_year=AcademicYear(2025))
    assert status(subject, "PUB-04", datetime.date(2026, 8, 31)) is Status.EXPIRING
    assert status(subject, "PUB-04", datetime.date(2026, 9, 1)) is Status.OVERDUE


def test_next_years_programme_is_not_this_years_and_says_to_schedule_it():
    finding = judged(without(complete_subject(ON), academic_year=AcademicYear(2027)))["PUB-04"]
    assert finding.status is Status.MISSING and "1 July 2027" in finding.message


@pytest.mark.parametrize(
    ("days", "expected"), [(61, Status.MET), (60, Status.EXPIRING), (0, Status.EXPIRING), (-1, Status.OVERDUE)]
)
def test_the_review_date_warns_for_sixty_days_and_then_lapses(days, expected):
    subject = without(complete_subject(ON), next_review=ON + days * DAY)
    assert status(subject, "PUB-08") is expected
    assert not judged(subject)["PUB-08"].gates


@pytest.mark.parametrize(
    ("approved", "last_day"),
    [
        (datetime.date(2023, 11, 21), datetime.date(2026, 11, 21)),
        (datetime.date(2024, 2, 29), datetime.date(2027, 2, 28)),
    ],
)
def test_an_approval_is_good_for_three_years_to_the_day(approved, last_day):
    subject = replace(complete_subject(ON), approvals=(ApprovalFact(meeting_date=approved, by_governors=True),))
    assert status(subject, "LA3-5", last_day) is Status.EXPIRING
    assert status(subject, "LA3-5", last_day + DAY) is Status.OVERDUE
    assert status(subject, "LA3-4", last_day + DAY) is Status.MET


def test_the_headteachers_approval_is_not_the_governing_bodys():
    head = ApprovalFact(meeting_date=ON - DAY, by_governors=False, body_name="The headteacher")
    found = judged(replace(complete_subject(ON), approvals=(head,)))
    assert found["LA3-4"].status is found["LA3-5"].status is Status.MISSING
    assert "not by the governing body" in found["LA3-4"].message


def test_an_approval_that_is_still_to_come_counts_for_nothing():
    coming = ApprovalFact(meeting_date=ON + DAY, by_governors=True)
    assert status(replace(complete_subject(ON), approvals=(coming,)), "LA3-5") is Status.MISSING


def test_when_the_careers_leader_leaves_the_name_is_missing_and_the_mailbox_still_counts():
    assert unmet(without(complete_subject(ON), leader_name="")) == {"PUB-01"}


@pytest.mark.parametrize("number", ["07700 900", "ring us", "+33 1 23 45 67 89", "999"])
def test_a_number_that_cannot_be_dialled_is_no_telephone_number(number):
    assert unmet(without(complete_subject(ON), leader_telephone=number)) == {"PUB-03"}


def test_a_report_is_good_through_the_next_school_year_and_for_a_year_from_its_date():
    def with_report(dated, year):
        return replace(complete_subject(ON), reports=(ReportFact(dated=dated, year=AcademicYear(year)),))

    last_year = with_report(datetime.date(2026, 7, 20), 2025)
    assert status(last_year, "LA3-6", datetime.date(2027, 8, 31)) is Status.EXPIRING
    assert status(last_year, "LA3-6", datetime.date(2027, 9, 1)) is Status.OVERDUE
    late = with_report(datetime.date(2026, 6, 1), 2023)
    assert status(late, "LA3-6", datetime.date(2027, 5, 31)) is Status.EXPIRING
    assert status(late, "LA3-6", datetime.date(2027, 6, 1)) is Status.OVERDUE


def test_labour_market_links_go_stale_after_two_years():
    subject = without(complete_subject(ON), lmi_checked_on=datetime.date(2024, 11, 24))
    assert status(subject, "GB2-W", ON) is Status.EXPIRING
    assert status(subject, "GB2-W", ON + DAY) is Status.OVERDUE


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (datetime.date(2027, 6, 30), Status.MISSING),
        (datetime.date(2027, 7, 1), Status.MET),
        (datetime.date(2027, 8, 20), Status.MET),
        (datetime.date(2027, 9, 1), Status.MET),
    ],
)
def test_the_coming_years_page_may_be_shown_from_1_july(on, expected):
    """Regulation 2: "academic year" means a period commencing with 1st August."""
    assert status(without(complete_subject(on), academic_year=AcademicYear(2027)), "PUB-04", on) is expected


def test_the_ending_years_page_stays_current_to_31_august():
    page = without(complete_subject(ON), academic_year=AcademicYear(2026))
    assert status(page, "PUB-04", datetime.date(2027, 8, 31)) is Status.EXPIRING
    assert status(page, "PUB-04", datetime.date(2027, 9, 1)) is Status.OVERDUE


def test_a_next_review_more_than_a_year_ahead_is_there_and_warned_of():
    """Regulation 10(4): "in any event, at least annually"."""
    far, near = (judged(without(complete_subject(ON), next_review=ON + days * DAY))["PUB-08"] for days in (366, 365))
    assert far.status is near.status is Status.MET
    assert "more than a year ahead" in far.message and not near.advice


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, Status.MET), (304, Status.MET), (305, Status.EXPIRING), (365, Status.EXPIRING), (366, Status.OVERDUE)],
)
def test_a_page_unchanged_for_a_year_is_not_updated_at_least_annually(days, expected):
    finding = judged(without(complete_subject(ON), updated_on=ON - days * DAY))["PUB-09"]
    assert (finding.status, finding.strength, finding.gates) == (expected, Strength.MUST, False)


def test_a_page_that_is_being_published_is_being_updated():
    assert status(without(complete_subject(ON), updated_on=None), "PUB-09") is Status.MET
    assert status(replace(complete_subject(ON), careers=None), "PUB-09") is Status.MISSING


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


@pytest.mark.parametrize("type_code", ["18", "31", "32", "39", "45", "46"])
def test_a_college_is_spoken_to_as_one(type_code):
    found = judged(replace(complete_subject(ON, type_code=type_code, years=frozenset({12, 13})), careers=None))
    assert found["PUB-01"].message.startswith("The college should name the careers leader.")
    assert found["GB1-W"].message.startswith("The college should say how")
    assert found["PUB-05"].status is Status.NOT_APPLICABLE and "course and level" in found["PUB-05"].message
    assert "any course" in found["LA3-2"].message and "Key Stage" not in found["LA3-2"].message
    assert "The school" not in " ".join(f.message for f in found.values())
