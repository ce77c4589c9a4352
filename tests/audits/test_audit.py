"""A school's audit: begun, answered, finished, compared with the year before."""

import pytest
from django.urls import reverse

from hub.audits.answers import services
from hub.audits.answers.evidence import evidence_at
from hub.audits.answers.models import WORDS_MOST, Answer, Audit
from hub.audits.answers.standing import answers_of, standing_of
from hub.publication.rules import Status
from hub.schools.models import CareersPage, Role
from tests.audits.conftest import TODAY, YEAR, posted

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script>"


def at(audit: Audit) -> str:
    return reverse("audits_audit", args=[audit.pk])


def answer(audit: Audit, key: str) -> Answer:
    return audit.answers.get(key=key)


def test_a_careers_leader_begins_one_audit_for_each_template_and_year(leader, staffed, template):
    address = reverse("audits_school", args=[staffed.school.pk])
    assert "No audit yet" in leader.get(address).content.decode()
    data = {"template": template.pk, "year": str(YEAR)}
    first = leader.post(address, data)
    assert leader.post(address, data).url == first.url
    (audit,) = Audit.objects.all()
    assert audit.begun_on == TODAY and audit.begun_by == staffed.people[Role.CAREERS_LEADER]
    texts = list(template.questions.values_list("text", flat=True))
    assert list(audit.answers.values_list("text", flat=True)) == texts
    assert template.title in leader.get(address).content.decode()


@pytest.mark.parametrize("data", [{"template": "999999", "year": str(YEAR)}, {"year": "1999/00"}, {}])
def test_what_cannot_be_begun_is_said_and_not_begun(leader, staffed, template, data):
    data = {"template": template.pk} | data if "year" in data else data
    response = leader.post(reverse("audits_school", args=[staffed.school.pk]), data)
    assert response.status_code == 200 and "error" in response.content.decode()
    assert not Audit.objects.exists()


def test_the_index_leads_somebody_of_one_school_to_it(leader, staffed):
    assert leader.get(reverse("audits_index")).url == reverse("audits_school", args=[staffed.school.pk])


def test_answers_are_saved_before_all_are_given_and_finished_when_they_are(leader, audit):
    data = posted(audit, records={"state": "in-part", "words": "A start.", "link": "school.example/records"})
    page = leader.post(at(audit), {**data, "finish": "1"}, follow=True).content.decode()
    audit.refresh_from_db()
    saved = answer(audit, "records")
    assert (saved.state, saved.words, saved.link) == ("in-part", "A start.", "https://school.example/records")
    assert audit.finished_on is None and "29 questions have no answer yet" in page
    audit.answers.filter(state="").update(state="in-place")
    leader.post(at(audit), {**posted(audit), "finish": "1"})
    audit.refresh_from_db()
    assert audit.finished_on == TODAY
    page = leader.get(at(audit)).content.decode()
    assert "Finished on 23 November 2026" in page and "<textarea" not in page
    leader.post(at(audit), {"reopen": "1"})
    audit.refresh_from_db()
    assert audit.finished_on is None


def test_a_finished_audit_is_not_written(leader, audit):
    data = posted(audit, records={"state": "in-place"})
    Audit.objects.update(finished_on=TODAY)
    leader.post(at(audit), data)
    assert answer(audit, "records").state == ""


def test_nobody_writes_over_what_another_has_saved_meanwhile(leader, audit):
    mine, theirs = posted(audit, records={"words": "Mine"}), posted(audit, records={"words": "Theirs"})
    leader.post(at(audit), theirs)
    page = leader.post(at(audit), mine).content.decode()
    assert "Somebody has saved this audit since" in page and "Mine" in page
    assert answer(audit, "records").words == "Theirs"
    leader.post(at(audit), {**mine, "seen": "1"})
    assert answer(audit, "records").words == "Mine"


@pytest.mark.parametrize(
    "said",
    [
        {"state": "all-of-it"},
        {"words": "x" * (WORDS_MOST + 1)},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://files.example/x"},
        {"link": "https://" + "x" * 600},
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_is_saved(leader, audit, said):
    page = leader.post(at(audit), posted(audit, records=said, alumni={"words": "Good"}))
    assert page.status_code == 200 and "Nothing is saved yet" in page.content.decode()
    assert answer(audit, "alumni").words == "" and "Good" in page.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "-1", str(10**20)])
def test_a_damaged_form_changes_nothing(leader, audit, seen):
    data = {**posted(audit, records={"words": "Mine"}), "seen": seen}
    assert leader.post(at(audit), data).status_code == 200
    assert answer(audit, "records").words == ""


def test_markup_in_an_answer_is_text(leader, audit):
    leader.post(at(audit), posted(audit, records={"state": "in-part", "words": HOSTILE}))
    for address in (at(audit), reverse("audits_paper", args=[audit.pk])):
        page = leader.get(address).content.decode()
        assert HOSTILE not in page and "&lt;script&gt;" in page


def test_governors_and_the_head_read_and_do_not_write(governor, audit, staffed):
    Answer.objects.filter(key="alumni").update(state="in-part", words="A start.")
    page = governor.get(at(audit)).content.decode()
    assert "A start." in page and "<textarea" not in page
    assert governor.get(reverse("audits_paper", args=[audit.pk])).status_code == 200
    assert governor.post(at(audit), posted(audit, records={"words": "Ours"})).url == "/admin/"
    address = reverse("audits_school", args=[staffed.school.pk])
    assert "Begin" not in governor.get(address).content.decode()
    assert governor.post(address, {"template": audit.template_id, "year": str(YEAR)}).url == "/admin/"
    assert answer(audit, "records").words == "" and Audit.objects.count() == 1


def test_evidence_is_what_the_hub_holds_today_and_is_not_copied(leader, audit, staffed):
    def governor_named():
        evidence = evidence_at(staffed.school, on=TODAY)
        return {each.finding.rule.id: each.finding.status for each in evidence.findings(["la4"])}

    assert governor_named() == {"LA4-1": Status.MET}
    assert "What the hub holds today" in leader.get(at(audit)).content.decode()
    CareersPage.objects.filter(pk=staffed.careers.pk).update(governor_name="")
    assert governor_named()["LA4-1"] is Status.MISSING


def test_activities_of_the_programme_are_counted_by_benchmark(audit, staffed):
    rows = list(staffed.careers.programme.all())
    rows[0].criteria, rows[1].criteria = ["gb4-1", "gb4-2"], ["gb4-1"]
    for row in rows[2:]:
        row.criteria = []
    for row in rows:
        row.save()
    evidence = evidence_at(staffed.school, on=TODAY)
    assert (evidence.counted("gb4"), evidence.counted("gb4-1"), evidence.counted("gb4-2")) == (2, 2, 1)


def test_year_on_year_stands_beside_the_last_finished_audit(leader, audit, staffed, template):
    by = staffed.people[Role.CAREERS_LEADER]
    earlier, _made = services.begin(staffed.school, template, YEAR.previous, by=by, on=TODAY)
    earlier.answers.update(state="not-yet")
    earlier.answers.filter(key="alumni").update(text="Asked otherwise")
    audit.answers.filter(key="alumni").update(state="in-place")
    assert "2025/26: Not yet" not in leader.get(at(audit)).content.decode(), "it is not finished"
    Audit.objects.filter(pk=earlier.pk).update(finished_on=TODAY)
    page = leader.get(at(audit)).content.decode()
    assert "2025/26: Not yet" in page and "Asked otherwise" in page
    standing = standing_of(audit, answers_of(audit), evidence=evidence_at(staffed.school, on=TODAY))
    assert (standing.better, standing.worse) == (1, 0)


def test_pages_of_an_audit_ask_as_often_for_more_answers(leader, audit, django_assert_max_num_queries, staffed):
    with django_assert_max_num_queries(45):
        leader.get(at(audit))
    audit.answers.exclude(key="records").delete()
    with django_assert_max_num_queries(45):
        leader.get(at(audit))
