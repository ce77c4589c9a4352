"""The engine by itself, on a subject that is a plain dictionary: it knows no school."""

import datetime
from dataclasses import replace

import pytest

from hub.publication.rules import (
    Rule,
    Status,
    Strength,
    Unknown,
    Where,
    by_strength,
    evaluate,
    good_until,
    met,
    missing,
)

ON = datetime.date(2026, 11, 23)
NAME = Rule(
    id="T-1",
    title="Name",
    request="give its name",
    source="A test",
    explanation="",
    evidence="",
    where=Where("page", "name"),
    applies=lambda subject: Strength.MUST,
    check=lambda subject, on: met(subject["name"]) if subject["name"] else missing(),
    gates=True,
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
