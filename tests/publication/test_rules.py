"""The engine by itself, on a subject that is a plain dictionary: it knows no school."""

import datetime
from dataclasses import replace

import pytest

from hub.publication.basis import Basis, Quotation
from hub.publication.grouping import by_strength, exempt, unknown
from hub.publication.rules import (
    Exempt,
    Location,
    Outcome,
    Qualification,
    Rule,
    Status,
    Strength,
    Unknown,
    evaluate,
    good_until,
    met,
    missing,
)

ON = datetime.date(2026, 11, 23)
LAW = Basis(Quotation("it must give its name", "An Act", "s1", "https://law.example/1"))
NAME: Rule[dict[str, str]] = Rule(
    id="T-1",
    title="Name",
    request="give its name",
    source="A test",
    explanation="",
    evidence="",
    where=Location("page", "name"),
    applies=lambda subject: Strength.MUST,
    check=lambda subject, on: met(subject["name"]) if subject["name"] else missing(),
    gates=True,
    basis=LAW,
)


def only(rule, subject, on=ON):
    (finding,) = evaluate(subject, [rule], on)
    return finding


@pytest.mark.parametrize(
    ("strength", "words"),
    [
        (Strength.MUST, "The school must give its name."),
        (Strength.SHOULD, "The school should give its name."),
        (Strength.VOLUNTARY, "London Ambitions (voluntary): give its name."),
    ],
)
def test_law_guidance_and_the_voluntary_standard_are_asked_for_in_different_words(strength, words):
    assert only(replace(NAME, applies=lambda subject: strength), {"name": ""}).message == words


@pytest.mark.parametrize(
    ("left", "status"),
    [(61, Status.MET), (60, Status.EXPIRING), (0, Status.EXPIRING), (-1, Status.OVERDUE)],
)
def test_evidence_is_expiring_from_sixty_days_to_its_last_day(left, status):
    assert good_until(ON + datetime.timedelta(days=left), ON).status is status


def test_what_cannot_be_known_is_not_checkable_and_never_not_applicable():
    finding = only(replace(NAME, applies=lambda subject: Unknown("No type.")), {"name": "x"})
    assert (finding.status, finding.message) == (Status.NOT_CHECKABLE, "No type.")


def test_a_rule_does_not_apply_before_it_is_in_force():
    rule = replace(NAME, effective_from=ON)
    assert only(rule, {"name": ""}, ON - datetime.timedelta(days=1)).status is Status.NOT_APPLICABLE
    assert only(rule, {"name": ""}, ON).status is Status.MISSING


def test_only_a_missing_must_that_gates_stands_in_the_way():
    assert only(NAME, {"name": ""}).gates
    assert not only(NAME, {"name": "x"}).gates
    assert not only(replace(NAME, gates=False), {"name": ""}).gates
    assert not only(replace(NAME, applies=lambda subject: Strength.SHOULD), {"name": ""}).gates
    lapsed = replace(NAME, check=lambda subject, on: good_until(on - datetime.timedelta(days=1), on))
    assert only(lapsed, {}).status is Status.OVERDUE and not only(lapsed, {}).gates


def test_strengths_are_counted_apart_and_what_does_not_apply_is_in_none():
    rules = [NAME, replace(NAME, id="T-2", applies=lambda s: Strength.VOLUNTARY), replace(NAME, applies=lambda s: None)]
    must, voluntary = by_strength(evaluate({"name": "x"}, rules, ON))
    assert (must.strength, must.met, len(must.findings)) == (Strength.MUST, 1, 1)
    assert (voluntary.strength, voluntary.met) == (Strength.VOLUNTARY, 1)


def test_advice_and_doubt_end_the_message_and_change_no_status():
    doubtful = replace(NAME, qualification=lambda subject: Qualification(doubt="It is uncertain whether it binds."))
    advised = replace(doubtful, check=lambda subject, on: met("x", advice="Better to say more."))
    found = only(advised, {"name": "x"})
    assert (found.status, found.message) == (
        Status.MET,
        "Met. Better to say more. It is uncertain whether it binds.",
    )
    assert only(doubtful, {"name": ""}).message == "The school must give its name. It is uncertain whether it binds."
    assert only(NAME, {"name": "x"}).message == "Met"


def test_what_changes_soon_is_a_sentence_of_its_own():
    day = ON + datetime.timedelta(days=30)
    rule = replace(NAME, effective_from=day, request="give both names", replaces=NAME)
    found = only(rule, {"name": "x"})
    assert (found.message, found.begins) == ("Met. From 23 December 2026: The school must give both names.", day)
    said = "The school must give its name. From 23 December 2026: The school must give both names."
    assert only(rule, {"name": ""}).message == said


def test_a_demand_names_the_bearer_of_the_duty_and_its_source():
    rule = replace(NAME, qualification=lambda subject: Qualification(source="Guidance", bearer="the local authority"))
    found = only(rule, {"name": ""})
    assert found.message == found.demand == "The local authority must give its name."
    assert (found.source, only(NAME, {"name": ""}).source) == ("Guidance", "A test")


def test_what_is_unknown_and_what_does_not_apply_are_grouped_by_the_reason():
    rules = [
        replace(NAME, id="T-2", applies=lambda subject: Unknown("No type.")),
        replace(NAME, id="T-3", applies=lambda subject: Exempt("Not for these.")),
        replace(NAME, id="T-4", applies=lambda subject: Exempt("Not for these.")),
        replace(NAME, id="T-5", check=lambda subject, on: Outcome(Status.NOT_CHECKABLE, "A file.")),
    ]
    found = evaluate({"name": "x"}, rules, ON)
    assert {reason: [f.rule.id for f in own] for reason, own in unknown(found).items()} == {"No type.": ["T-2"]}
    assert {r: [f.rule.id for f in own] for r, own in exempt(found).items()} == {"Not for these.": ["T-3", "T-4"]}


def test_where_only_the_year_is_known_a_rule_is_in_force_in_that_year():
    rule = replace(NAME, effective_year=2015)
    assert (rule.since, replace(NAME, effective_from=ON).since, NAME.since) == ("2015", "23 November 2026", "")
    assert not rule.in_force(datetime.date(2014, 12, 31)) and rule.in_force(datetime.date(2015, 1, 1))


def test_without_the_laws_own_words_nothing_is_a_must_and_nothing_gates():
    ours = replace(NAME, basis=Basis(reading="We read it so."), gates=False)
    finding = only(ours, {"name": ""})
    assert finding.strength is Strength.SHOULD and finding.message == "The school should give its name."
    assert not finding.gates
    with pytest.raises(ValueError, match="without the law's own words"):
        replace(ours, gates=True)


def test_a_coming_version_without_the_laws_words_is_announced_as_a_should():
    coming = replace(NAME, basis=Basis(reading="Ours."), gates=False, effective_from=ON + datetime.timedelta(days=9))
    finding = only(replace(coming, replaces=NAME), {"name": "Quill Lane"})
    assert finding.message.endswith("The school should give its name.")


def test_a_quotation_says_where_it_stands():
    assert LAW.law and LAW.law.reference == "An Act s1" and LAW.quoted is LAW.law
    assert Basis(standard=LAW.law).quoted is LAW.law and Basis().quoted is None
