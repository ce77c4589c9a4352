"""A school's dates as a public calendar: of its own, of what is published, the same for everybody."""

import copy
import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.publication.due import dated
from hub.publication.rules import evaluate
from hub.schools.duties.calendar_feed import events_of
from hub.schools.duties.rules import RULES
from hub.schools.models import School
from tests.conftest import TODAY
from tests.core.test_icalendar import unfold
from tests.factories.schools import SchoolFactory
from tests.schools.complete import complete_subject, with_access
from tests.schools.staffed import Staffed, staffed, staffed_alone

pytestmark = pytest.mark.django_db
ADDRESS = "/schools/quince-hill-school-900801/dates.ics"


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY, next_review=TODAY + datetime.timedelta(days=20))


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


def events(response) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfold(response.content.decode()):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name] = value
    return found


def test_a_calendar_of_review_approval_and_report(client, ours, on):
    response = client.get(ADDRESS)
    assert response.status_code == 200 and response["Content-Type"] == "text/calendar; charset=utf-8"
    days = {each["SUMMARY"]: each["DTSTART;VALUE=DATE"] for each in events(response)}
    review = on + datetime.timedelta(days=20)
    assert days["Due: Date of the next review\\, Quince Hill School"] == f"{review:%Y%m%d}"
    assert any(summary.startswith("Due: Approval in the last three years") for summary in days)
    assert any(summary.startswith("Due: Yearly report") for summary in days)


def test_it_may_be_kept_sets_no_cookie_and_reads_the_same_in_every_language(client, ours):
    response = client.get(ADDRESS)
    assert response["Cache-Control"] == "public, max-age=3600" and not response.cookies
    assert client.get(ADDRESS, headers={"Accept-Language": "ur"}).content == response.content
    assert client.post(ADDRESS).status_code == 405


def test_it_names_nobody_and_no_other_school(client, index, ours, on):
    staffed(index, on, urn=900802, name="Bramble Lane School", next_review=on)
    text = client.get(ADDRESS).content.decode()
    assert "Bramble" not in text
    for words in ("Adeyemi", "@larkspur", "school.example", "/admin/"):
        assert words not in text.replace("\r\n ", "")


def test_what_is_in_a_draft_is_not_told(client, ours, on):
    ours.careers.next_review = on + datetime.timedelta(days=99)
    ours.careers.save_revision()
    shown = {each["DTSTART;VALUE=DATE"] for each in events(client.get(ADDRESS))}
    assert f"{on + datetime.timedelta(days=99):%Y%m%d}" not in shown


def test_the_same_thing_keeps_its_identifier_and_a_new_date_gets_another(client, ours, on):
    ours.careers.save_revision().publish()
    before = {each["UID"]: each["SUMMARY"] for each in events(client.get(ADDRESS))}
    assert {each["UID"] for each in events(client.get(ADDRESS))} == set(before)
    ours.careers.next_review = on + datetime.timedelta(days=300)
    ours.careers.save_revision().publish()
    after = {each["UID"] for each in events(client.get(ADDRESS))}
    gone = {before[each] for each in set(before) - after}
    assert all("next review" in each for each in gone) and len(gone) == 1
    assert len(after - set(before)) == 1, "published today as before: the yearly update stays where it was"


def test_windows_that_close_on_one_day_are_one_event(ours, today):
    dues = dated(evaluate(with_access(complete_subject(today), encounters=()), RULES, today))
    closing = [each for each in events_of(ours.school, dues) if each.day == datetime.date(2027, 2, 28)]
    assert len(closing) == 1
    assert "28 February of Year 9" in closing[0].description and closing[0].category == "Must"
    assert len({each.uid for each in events_of(ours.school, dues)}) == len(events_of(ours.school, dues))


def test_what_the_law_asks_shares_no_event_with_what_it_does_not(ours, today):
    dues = dated(evaluate(complete_subject(today, type_code="34"), RULES, today))
    for event in events_of(ours.school, dues):
        strength, *lines = event.description.split("\n")
        assert strength == event.category
        said = {"Must": "The school must", "Should": "The school should"}.get(strength, "London Ambitions (voluntary):")
        assert all(line.startswith(said) for line in lines)


def test_there_is_none_of_a_school_without_public_pages(client, index, ours):
    school = SchoolFactory(name="Pear Court School", urn=900850)
    assert client.get(f"/schools/{school.slug}/dates.ics").status_code == 404
    assert client.get("/schools/no-such-school/dates.ics").status_code == 404
    PageViewRestriction.objects.create(page=ours.made.home, restriction_type="password", password="x")
    assert client.get(ADDRESS).status_code == 404
    PageViewRestriction.objects.all().delete()
    School.objects.filter(pk=ours.school.pk).update(status="closed")
    assert client.get(ADDRESS).status_code == 404


def test_a_school_asked_for_by_its_number_is_found(client, ours):
    response = client.get("/schools/900801/dates.ics")
    assert response.status_code == 301 and response.url == ADDRESS


def test_a_name_from_right_to_left_is_whole(client, ours):
    name = "مثالی اسکول، مشرقی لندن، لڑکیوں اور لڑکوں کے لیے"
    School.objects.filter(pk=ours.school.pk).update(name=name)
    assert name.replace(",", "\\,") in client.get(ADDRESS).content.decode().replace("\r\n ", "")


def test_the_day_is_that_of_london(client, ours):
    assert f"DTSTAMP:{timezone.localdate():%Y%m%d}T000000Z" in client.get(ADDRESS).content.decode()
