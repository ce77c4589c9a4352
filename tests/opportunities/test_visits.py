"""From an employer's answer to the agreed day: thread, days, mails, calendar, cancelling, reminders."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.opportunities.models import ProposedDay, Visit, VisitRequest
from hub.opportunities.visits import services
from hub.schools.tenancy.provisioning import create_school
from tests.factories.schools import SchoolIndexPageFactory
from tests.opportunities.asking import sent
from tests.opportunities.visiting import DAY, begun, browser_of, employer, leader_of, offer_of, request_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("framework")]
State = Visit.State


@pytest.fixture
def on() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def index(home):
    return SchoolIndexPageFactory(parent=home)


@pytest.fixture
def two(index, on):
    return begun(on)


def schools(two, name="opportunities_visit"):
    return reverse(name, args=[two.visit.pk])


def employers(two, name="opportunities_manage_visit"):
    return reverse(name, args=[two.visit.pk])


def agreed(two):
    two.leader.post(schools(two), {"agree": str(ProposedDay.objects.get().pk)})
    return two.now


def test_an_employer_answers_a_request_with_a_day_and_the_school_is_told(index, on, django_capture_on_commit_callbacks):
    made = create_school(urn=900811, name="Quince Hill School", type_code="01", low_age=11, high_age=18)
    leader_of(made, "leader@quince.example")
    asked, person = request_of(made.school), employer()
    address = reverse("opportunities_manage_request", args=[asked.pk])
    assert Client().get(address).status_code == 302, "nobody answers without coming in"
    client = browser_of(person)
    assert client.post(address, {"write-words": "Gladly.", "write-day_1": ""}).status_code == 400
    data = {"write-words": "Gladly.", "write-day_1": DAY.isoformat(), "write-time_1": "09:30"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, data).status_code == 302
    visit = Visit.objects.get()
    assert (visit.school, visit.organisation) == (made.school, person.organisation)
    (letter,) = sent()
    assert letter.to == ["leader@quince.example"] and "Gladly." in letter.body and letter.alternatives
    assert "sam@okoro.example" not in letter.body
    client.post(address, {**data, "write-words": "Again."})
    assert Visit.objects.count() == 1, "a second answer goes on with the first"


def test_an_organisation_that_is_not_checked_or_not_asked_answers_nothing(index, on):
    made = create_school(urn=900811, name="Quince Hill School", type_code="01", low_age=11, high_age=18)
    person, other = employer(), employer("Other", "o@other.example")
    asked = request_of(made.school, organisation=other.organisation)
    data = {"write-words": "Gladly.", "write-day_1": DAY.isoformat()}
    address = reverse("opportunities_manage_request", args=[asked.pk])
    assert browser_of(person).post(address, data).status_code == 404
    person.organisation.status = "waiting"
    person.organisation.save()
    free = request_of(made.school)
    browser_of(person).post(reverse("opportunities_manage_request", args=[free.pk]), data)
    late = request_of(made.school, reply_by=on - datetime.timedelta(days=1))
    assert browser_of(other).get(reverse("opportunities_manage_request", args=[late.pk])).status_code == 404
    assert not Visit.objects.exists()


@pytest.mark.parametrize("day", ["2026-11-02", "2027-01-16", "2026-12-28", "2027-08-10", "2030-01-07", "soon"])
def test_no_day_without_school_is_proposed(two, day):
    call_command("load_closed_days")
    for client, address in ((two.leader, schools(two)), (two.browser, employers(two))):
        response = client.post(address, {"write": "1", "write-words": "x", "write-day_1": day})
        assert response.status_code == 400, address
    assert ProposedDay.objects.count() == 1


def test_agreed_by_the_other_side_both_get_the_day_for_their_calendars(two, django_capture_on_commit_callbacks):
    own = str(ProposedDay.objects.get().pk)
    two.browser.post(employers(two), {"agree": own})
    assert two.now.state == State.TALKING, "nobody agrees to the own proposal"
    with django_capture_on_commit_callbacks(execute=True):
        visit = agreed(two)
    assert (visit.state, visit.agreed_on) == (State.AGREED, DAY)
    assert {letter.to[0] for letter in sent()} == {"leader@quince.example", "sam@okoro.example"}
    for letter in sent():
        name, content, kind = letter.attachments[0]
        assert name == "visit.ics" and kind == "text/calendar" and "DTSTART;VALUE=DATE:20270112" in content
    assert VisitRequest.objects.get().reason == VisitRequest.Reason.AGREED
    for client, address in (
        (two.leader, schools(two, "opportunities_calendar")),
        (two.browser, employers(two, "opportunities_manage_calendar")),
    ):
        assert "BEGIN:VEVENT" in client.get(address).content.decode()


def test_of_two_schools_that_take_the_same_day_of_an_offer_one_gets_it(index, on):
    person = employer()
    offer = offer_of(person)
    clients, visits = [], []
    for urn in (900811, 900812):
        made = create_school(urn=urn, name=f"School {urn}", type_code="01", low_age=11, high_age=18)
        clients.append(leader_of(made, f"l{urn}@school.example"))
        asked = request_of(made.school, offer=offer, organisation=person.organisation)
        visits.append(services.answer(asked, person, words="Yes.", wishes=[(DAY, None)], on=on))
    answers = [
        client.post(reverse("opportunities_visit", args=[visit.pk]), {"agree": str(visit.days.get().pk)})
        for client, visit in zip(clients, visits, strict=True)
    ]
    assert [each.status_code for each in answers] == [302, 400]
    assert "Another school has just taken this day" in answers[1].content.decode()
    assert [Visit.objects.get(pk=each.pk).state for each in visits] == [State.AGREED, State.TALKING]


def test_a_day_that_has_passed_by_now_is_not_agreed(two, on):
    with pytest.raises(services.WrongDay):
        services.agree(two.visit, ProposedDay.objects.get(), "school", on=DAY + datetime.timedelta(days=1))


def test_asked_for_another_day_or_cancelled_the_thread_stays(two, django_capture_on_commit_callbacks):
    agreed(two)
    with django_capture_on_commit_callbacks(execute=True):
        two.browser.post(employers(two), {"replace": "1", "reason-words": "A burst pipe."})
    assert two.now.state == State.TALKING and two.now.agreed_on is None
    assert "A burst pipe." in sent()[-1].body and sent()[-1].to == ["leader@quince.example"]
    two.leader.post(schools(two), {"cancel": "1", "reason-words": "No cover."})
    assert two.now.state == State.CANCELLED
    new = {"write": "1", "write-words": "And this day?", "write-day_1": "2027-01-19"}
    two.leader.post(schools(two), new)
    assert two.now.state == State.TALKING and two.now.ended_on is None
    words = [entry.words for entry in two.now.messages.all()]
    assert words == ["Gladly.", "", "A burst pipe.", "No cover.", "And this day?"]
    html = two.browser.get(employers(two)).content.decode()
    assert all(each in html for each in ("A burst pipe.", "No cover.", "And this day?"))


def test_both_are_reminded_14_and_2_days_before_each_once(two, django_capture_on_commit_callbacks):
    agreed(two)

    def told(days: int) -> int:
        before = len(sent())
        with django_capture_on_commit_callbacks(execute=True):
            services.remind(on=DAY - datetime.timedelta(days=days))
        return len(sent()) - before

    assert [told(days) for days in (20, 14, 14, 9, 2, 2, 1)] == [0, 2, 0, 0, 2, 0, 0]
    assert sent()[-1].alternatives and "12 January 2027" in sent()[-1].subject


def test_agreed_late_only_the_last_reminder_is_sent(two, django_capture_on_commit_callbacks):
    agreed(two)
    with django_capture_on_commit_callbacks(execute=True):
        services.remind(on=DAY - datetime.timedelta(days=1))
    assert len(sent()) == 2
    assert services.remind(on=DAY) == 0


def test_the_sheet_begins_with_words_for_the_age_group_and_is_changed_by_the_school(two):
    assert "30 pupils of Year 9." in two.leader.get(schools(two, "opportunities_briefing")).content.decode()
    said = {"who": "30 pupils of Year 9, three use a screen reader.", "ring": "Reception, 020 7946 0142"}
    assert two.leader.post(schools(two, "opportunities_briefing"), said).status_code == 302
    for client, address in (
        (two.leader, schools(two, "opportunities_sheet")),
        (two.browser, employers(two, "opportunities_manage_sheet")),
    ):
        html = client.get(address).content.decode()
        assert "three use a screen reader" in html and "020 7946 0142" in html and "Photographs" not in html


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1", "999"])
def test_a_posted_day_that_is_none_of_the_visits_changes_nothing(two, key):
    assert two.leader.post(schools(two), {"agree": key}).status_code == 400
    assert two.now.state == State.TALKING


def test_html_and_line_breaks_in_words_stay_text(two, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        two.browser.post(employers(two), {"write": "1", "write-words": "<script>alert(1)</script>\r\nBcc: a@b.example"})
    (letter,) = sent()
    assert "<script>" not in letter.alternatives[0][0] and "\n" not in letter.subject and not letter.bcc
    assert "<script>alert" not in two.leader.get(schools(two)).content.decode()


def test_what_another_site_posts_in_the_employers_name_is_refused(two):
    data = {"cancel": "1", "reason-words": "x"}
    assert two.browser.post(employers(two), data, HTTP_ORIGIN="http://evil.example").status_code == 403
    assert two.now.state == State.TALKING


def test_threads_are_erased_a_year_after_their_end(two, on):
    two.leader.post(schools(two), {"cancel": "1", "reason-words": "No cover."})
    assert services.erase_old(on=on + datetime.timedelta(days=365)) == 0
    assert services.erase_old(on=on + datetime.timedelta(days=367)) == 1
    assert not Visit.objects.exists()


def test_a_request_with_a_visit_is_neither_closed_as_unanswered_nor_erased_before_it(two, on):
    past = on - datetime.timedelta(days=500)
    VisitRequest.objects.update(reply_by=on - datetime.timedelta(days=1), from_day=past, to_day=past)
    call_command("erase_ended")
    assert VisitRequest.objects.get().state == VisitRequest.State.OPEN
    Visit.objects.all().delete()
    VisitRequest.objects.update(reply_by=on)
    call_command("erase_ended")
    assert not VisitRequest.objects.exists()
