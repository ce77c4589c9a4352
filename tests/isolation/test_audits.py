"""Audits and what comes of them are one school's: no other school's people see or write them, whatever key is sent."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.audits.answers import services
from hub.audits.answers.models import Answer, Audit
from hub.audits.models import Action, AuditTemplate, Count, Group, OpenAnswer, SharedAudit, Survey, SurveyQuestion
from hub.audits.questions.loading import load_templates
from hub.audits.surveys import services as services_of_surveys
from hub.home.models import HomePage
from hub.publication.dates import AcademicYear
from hub.schools.models import Role
from tests.audits.surveys import answered, survey_of
from tests.factories.clusters import ClusterIndexPageFactory, ClusterPageFactory, MembershipFactory
from tests.factories.people import staff

KEPT = (Audit, Answer, SharedAudit, Action, Survey, SurveyQuestion, Count, Group, OpenAnswer)
READING = {"audits_paper", "audits_sums", "audits_survey_paper", "audits_survey_results", "audits_survey_csv"}
WRITING = {"audits_share", "audits_add_action", "audits_add_survey", "audits_edit_survey", "audits_survey_tally"}
SURVEY = ("audits_survey", "audits_edit_survey", "audits_survey_paper", "audits_survey_tally")
RESULTS = ("audits_survey_results", "audits_survey_csv")
SECRET = "Beaconmark words"


@pytest.fixture
def template(framework, db) -> AuditTemplate:
    load_templates()
    return AuditTemplate.objects.get(slug="whole-school")


def begun(place, template) -> Audit:
    on = timezone.localdate()
    audit, _made = services.begin(place.made.school, template, AcademicYear.containing(on), by=place.leader, on=on)
    audit.answers.update(state="not-yet", words=f"{place.mark} words")
    return audit


def action_of(audit) -> Action:
    on = timezone.localdate()
    return Action.objects.create(
        school=audit.school,
        answer=audit.answers.first(),
        what=f"{audit.school.name} words",
        owner_words="Head of Year 9",
        due=on,
        begun_on=on,
    )


@pytest.fixture
def theirs_kept(theirs, template) -> dict[str, list[int]]:
    """Every address of the room for the other school, by name."""
    audit = begun(theirs, template)
    cluster = ClusterPageFactory(parent=ClusterIndexPageFactory(parent=HomePage.objects.get()))
    MembershipFactory(cluster=cluster, school=theirs.made.school)
    SharedAudit.objects.create(audit=audit, group=cluster, since=timezone.localdate())
    survey, closed = (survey_of(theirs.made.school, title=f"{theirs.mark} words") for _each in range(2))
    answered(closed, year=7, times=12)
    services_of_surveys.close(closed, on=timezone.localdate())
    return {
        "audits_school": [theirs.made.school.pk],
        "audits_audit": [audit.pk],
        "audits_paper": [audit.pk],
        "audits_share": [audit.pk],
        "audits_sums": [theirs.made.school.pk, cluster.pk],
        "audits_add_action": [audit.answers.all()[1].pk],
        "audits_action": [action_of(audit).pk],
        "audits_add_survey": [theirs.made.school.pk],
        **{name: [survey.pk] for name in SURVEY},
        **{name: [closed.pk] for name in RESULTS},
    }


def somebody(place, role: Role) -> Client:
    user = User.objects.create_user(f"{role.value}@{place.mark}.example".lower(), "secret")
    staff(user, place.made, role)
    client = Client()
    client.force_login(user)
    return client


def test_nobody_of_another_school_reads_or_writes_any_address(ours, theirs, theirs_kept):
    before = [list(model.objects.order_by("pk").values()) for model in KEPT]
    for role in Role:
        client = somebody(ours, role)
        for name, keys in theirs_kept.items():
            for response in (client.get(reverse(name, args=keys)), client.post(reverse(name, args=keys), {})):
                assert response.status_code == 404, (role, name)
                assert theirs.mark not in response.content.decode()
    assert [list(model.objects.order_by("pk").values()) for model in KEPT] == before


def test_a_visitor_is_sent_to_sign_in(client, theirs_kept):
    for name, keys in theirs_kept.items():
        assert client.get(reverse(name, args=keys)).status_code == 302


def test_the_hubs_staff_read_and_do_not_write(central, theirs, theirs_kept):
    before = [list(model.objects.order_by("pk").values()) for model in KEPT]
    for name, keys in theirs_kept.items():
        writes = name in WRITING
        assert central.get(reverse(name, args=keys)).status_code == (302 if writes else 200), name
        if name not in READING:
            assert central.post(reverse(name, args=keys), {"reopen": "1", "delete": "1"}).url == "/admin/", name
    assert theirs.mark in central.get(reverse("audits_index")).content.decode()
    assert [list(model.objects.order_by("pk").values()) for model in KEPT] == before


def test_the_list_of_all_audits_is_for_the_hubs_staff(leader, ours, theirs, theirs_kept):
    assert theirs.mark not in leader.get(reverse("audits_index"), follow=True).content.decode()


def test_posted_keys_of_another_schools_answers_are_not_read(leader, ours, theirs, theirs_kept, template):
    mine = begun(ours, template)
    other = Answer.objects.filter(audit__school=theirs.made.school)[0]
    data = {"seen": "0", f"answer-{other.pk}-state": "in-place", f"answer-{other.pk}-words": "taken over"}
    leader.post(reverse("audits_audit", args=[mine.pk]), data)
    other.refresh_from_db()
    assert (other.state, other.words) == ("not-yet", SECRET)


def test_an_action_is_not_given_to_somebody_of_another_school(leader, ours, theirs, template):
    mine = begun(ours, template)
    data = {"what": "Done", "owner": str(theirs.leader.pk), "due": "2027-01-01"}
    page = leader.post(reverse("audits_add_action", args=[mine.answers.all()[0].pk]), data)
    assert page.status_code == 200 and not Action.objects.exists()
    assert theirs.leader.first_name not in page.content.decode()


def test_an_open_answer_of_another_school_is_neither_read_nor_deleted(leader, ours, theirs, theirs_kept):
    mine, other = (survey_of(place.made.school) for place in (ours, theirs))
    kept = OpenAnswer.objects.create(question=other.questions.get(kind="open"), text=SECRET)
    for survey in (mine, other):
        leader.post(reverse("audits_survey", args=[survey.pk]), {"forget": str(kept.pk)})
        leader.post(reverse("audits_survey", args=[survey.pk]), {"forget": "all"})
    assert OpenAnswer.objects.filter(pk=kept.pk).exists()


def test_nobody_but_the_careers_leader_sees_open_answers(central, ours, theirs):
    survey = survey_of(theirs.made.school)
    answered(survey, year=7, times=12)
    OpenAnswer.objects.create(question=survey.questions.get(kind="open"), text="More visits to labs")
    services_of_surveys.close(survey, on=timezone.localdate())
    address = reverse("audits_survey", args=[survey.pk])
    for client in (central, somebody(theirs, Role.GOVERNOR), somebody(theirs, Role.HEAD)):
        assert "More visits to labs" not in client.get(address).content.decode()
    assert "More visits to labs" in somebody(theirs, Role.CAREERS_LEADER).get(address).content.decode()


def test_the_agenda_lists_the_actions_of_ones_own_school(leader, ours, theirs, theirs_kept, template):
    action_of(begun(ours, template))
    page = leader.get(reverse("wagtailadmin_home")).content.decode()
    assert "Aldermark School words" in page and "Beaconmark" not in page


def test_a_schools_people_reach_no_template_in_the_admin(leader, template):
    for address in (reverse("audit_templates:index"), reverse("audit_templates:edit", args=[template.pk])):
        assert leader.get(address).status_code == 403
