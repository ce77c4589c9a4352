"""Of any school on any day, each rule says one thing, and evidence that is added never undoes what is met."""

from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.publication.rules import Status, evaluate
from hub.schools.duties.rules import RULES
from hub.schools.duties.subject import CareersFacts
from tests.schools.complete import complete_subject
from tests.schools.strategies import NEAR, SUBJECTS
from tests.sizes import examples


@given(SUBJECTS, NEAR)
@settings(deadline=None)
def test_evaluation_never_raises_and_says_one_thing_of_each_rule(subject, on):
    findings = evaluate(subject, RULES, on)
    assert [f.rule.id for f in findings] == [rule.id for rule in RULES]
    for finding in findings:
        assert finding.message
        if finding.due is not None and finding.status.satisfied:
            assert finding.due >= on
        if finding.status is Status.OVERDUE:
            assert finding.due is not None and finding.due < on


@given(SUBJECTS, NEAR, st.data())
@settings(max_examples=examples(200), deadline=None)
def test_adding_evidence_never_turns_what_is_met_into_what_is_not(subject, on, data):
    full = complete_subject(on)
    before = {finding.rule.id: finding for finding in evaluate(subject, RULES, on)}
    careers = subject.careers or CareersFacts()
    # When a page was updated is no evidence that an editor adds.
    empty = [f.name for f in fields(CareersFacts) if not getattr(careers, f.name) and f.name != "updated_on"]
    added = data.draw(st.sets(st.sampled_from(empty)) if empty else st.just(set()))
    more = replace(
        subject,
        careers=replace(careers, **{name: getattr(full.careers, name) for name in added}),
        policy=full.policy if data.draw(st.booleans()) else subject.policy,
        approvals=(*subject.approvals, *full.approvals),
        reports=(*subject.reports, *full.reports),
    )
    worse = {
        f.rule.id for f in evaluate(more, RULES, on) if before[f.rule.id].status.satisfied and not f.status.satisfied
    }
    assert not worse
