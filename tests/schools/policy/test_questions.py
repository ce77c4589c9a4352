"""What the hub suggests that governors ask before they approve."""

from hub.publication.rules import Strength, evaluate
from hub.schools.duties.rules import RULES
from hub.schools.policy.approvals.questions import ALWAYS, questions
from tests.schools.complete import complete_subject, with_access


def test_each_gap_in_law_and_each_duty_under_way_is_a_question_before_the_general_ones(today):
    subject = with_access(complete_subject(today), premises="", encounters=())
    findings = evaluate(subject, RULES, today)
    asked = [str(each.text) for each in questions(findings)]
    expected = [f for f in findings if f.strength is Strength.MUST and not f.status.satisfied]
    assert len(asked) == len(expected) + len(ALWAYS) == 8 + len(ALWAYS)
    assert asked[0].startswith("When will the school describe in the statement the premises or facilities it offers")
    assert all(text.startswith("What is still to come by 28 February") for text in asked[1:8])


def test_where_the_law_is_kept_only_the_general_questions_are_asked(today):
    assert questions(evaluate(complete_subject(today), RULES, today)) == list(ALWAYS)
