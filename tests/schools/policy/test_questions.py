"""What the hub suggests that governors ask before they approve."""

from hub.publication.rules import Strength, evaluate
from hub.schools.duties.rules import RULES
from hub.schools.policy.approvals.questions import of_the_law
from tests.schools.complete import complete_subject, with_access


def test_each_gap_in_law_and_each_duty_under_way_is_a_question(today):
    subject = with_access(complete_subject(today), premises="", encounters=())
    findings = evaluate(subject, RULES, today)
    asked = [str(each.text) for each in of_the_law(findings)]
    expected = [f for f in findings if f.strength is Strength.MUST and not f.status.satisfied]
    assert len(asked) == len(expected) == 8
    assert asked[0].startswith("When will the school describe in the statement the premises or facilities it offers")
    assert all(text.startswith("What is still to come by 28 February") for text in asked[1:8])


def test_where_the_law_is_kept_it_asks_nothing(today):
    assert of_the_law(evaluate(complete_subject(today), RULES, today)) == []
