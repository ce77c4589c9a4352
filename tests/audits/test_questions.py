"""Templates of questions: as shipped, as edited, and as an audit keeps them."""

import re

import pytest
from django.urls import reverse

from hub.accounts.models import User
from hub.audits.answers.evidence import CRITERIA
from hub.audits.models import AuditTemplate, Question
from hub.audits.questions.loading import load_templates, shipped
from hub.audits.questions.models import AskedBy
from hub.schools.duties.rules import RULES
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.audits.conftest import signed_in

pytestmark = pytest.mark.django_db
OF_LAW = {"programme-published", "providers-access", "guidance-independent"}


def test_the_shipped_templates_ask_of_every_benchmark_and_element(template):
    questions = template.questions.select_related("benchmark__parent", "element")
    tops = {(each.benchmark.parent or each.benchmark).slug for each in questions if each.benchmark}
    assert tops == {f"gb{number}" for number in range(1, 9)}
    assert {each.element.slug for each in questions if each.element} == {f"la{number}" for number in range(1, 8)}
    assert set(AuditTemplate.objects.values_list("kind", flat=True)) == set(AuditTemplate.Kind.values)


def test_only_what_a_rule_of_law_of_the_hub_asks_is_a_must(made):
    assert set(Question.objects.filter(asked_by=AskedBy.LAW).values_list("key", flat=True)) == OF_LAW
    lawless = Question.objects.filter(template__kind__in=("primary", "college"), asked_by=AskedBy.LAW)
    assert not lawless.exists()


def test_no_question_says_must_or_should_itself(made):
    said = [text for text in Question.objects.values_list("text", flat=True) if re.search(r"\b(must|should)\b", text)]
    assert said == []


def test_each_key_is_used_once(made):
    keys = [row["key"] for data in shipped() for row in data["questions"]]
    assert len(keys) == len(set(keys))


def test_every_rule_is_evidence_for_something_that_is_asked(template):
    asked = {each.slug for row in template.questions.select_related("benchmark", "element") for each in row.criteria}
    lacking = {rule.id: CRITERIA.get(rule.id, ()) for rule in RULES if not asked & set(CRITERIA.get(rule.id, ()))}
    assert lacking == {"GB1-W": ("gb1-2",)} or lacking == {}
    assert set(CRITERIA) <= {rule.id for rule in RULES}


def test_a_new_release_leaves_alone_what_an_editor_has_edited(template):
    AuditTemplate.objects.filter(slug="primary").update(title="Ours", is_edited=True)
    AuditTemplate.objects.filter(slug="send").update(title="Old")
    Question.objects.filter(template=template, key="alumni").delete()
    load_templates()
    titles = dict(AuditTemplate.objects.values_list("slug", "title"))
    assert titles["primary"] == "Ours" and titles["send"] != "Old"
    assert template.questions.count() == len(shipped()[0]["questions"])


@pytest.fixture
def editor(made, db):
    user = User.objects.create_user("editor@hub.example", "secret")
    user.groups.add(ensure_central_groups())
    return signed_in(user)


def test_an_editor_changes_a_template_and_an_audit_keeps_its_questions(editor, template, audit):
    before = list(audit.answers.values_list("text", flat=True))
    address = reverse("audit_templates:edit", args=[template.pk])
    first = template.questions.first()
    assert first.text in editor.get(address).content.decode()
    data = {
        "title": "Changed",
        "kind": "whole-school",
        "slug": "whole-school",
        "introduction": "<script>alert(1)</script>",
        "questions-TOTAL_FORMS": "1",
        "questions-INITIAL_FORMS": "1",
        "questions-0-id": str(first.pk),
        "questions-0-ORDER": "1",
        "questions-0-text": "Asked <b>anew</b>",
        "questions-0-asked_by": "own",
    }
    assert editor.post(address, data).status_code == 302
    template.refresh_from_db()
    first.refresh_from_db()
    assert (template.title, template.is_edited, first.text) == ("Changed", True, "Asked <b>anew</b>")
    assert list(audit.answers.values_list("text", flat=True)) == before
    assert "<script>alert(1)" not in editor.get(address).content.decode()


def test_an_editor_adds_a_template(editor, made):
    data = {
        "title": "Governors ask",
        "kind": "whole-school",
        "slug": "governors",
        "is_offered": "on",
        "questions-TOTAL_FORMS": "2",
        "questions-INITIAL_FORMS": "0",
        "questions-0-ORDER": "1",
        "questions-0-text": "First",
        "questions-0-asked_by": "own",
        "questions-1-ORDER": "2",
        "questions-1-text": "Second",
        "questions-1-asked_by": "own",
    }
    assert editor.post(reverse("audit_templates:add"), data).status_code == 302
    keys = list(Question.objects.filter(template__slug="governors").values_list("key", flat=True))
    assert len(set(keys)) == 2 and all(keys)


def test_an_audit_outlives_its_template(editor, template, audit):
    assert editor.post(reverse("audit_templates:delete", args=[template.pk])).status_code == 302
    audit.refresh_from_db()
    assert audit.template is None and audit.answers.exists()
    assert editor.get(reverse("audits_audit", args=[audit.pk])).status_code == 200
