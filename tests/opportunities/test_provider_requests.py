"""A provider asks a school for access to pupils: the public form, the mailed link, the answer, and what is kept."""

import copy
import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.opportunities.models import ProviderRequest
from hub.opportunities.provider_requests.grounds import grounds_of
from hub.opportunities.provider_requests.selectors import by_year
from hub.opportunities.provider_requests.services import NotWaiting, erase_old, refuse, token_for
from hub.publication.dates import AcademicYear
from hub.schools.annual_report.passages import passages_of
from hub.schools.models import Encounter, Role
from tests.opportunities.asking import TUESDAY, letters_to, link_in, post, provider_data, sent
from tests.schools.staffed import staffed_alone

pytestmark = pytest.mark.django_db
GROUNDS = (
    "<p>We say no when:</p><ul><li>The day clashes with exams.</li><li>You ask for <b>more</b> than a day.</li></ul>"
)
State = ProviderRequest.State


@pytest.fixture
def on() -> datetime.date:
    return timezone.localdate()


@pytest.fixture(scope="module")
def made(once):
    """A school with people and pages, made once for all tests of this module."""

    def make():
        place = staffed_alone(timezone.localdate())
        page = place.school.provideraccesspages.get()
        page.grounds_for_refusing = GROUNDS
        page.save_revision().publish()
        return place

    return once(make)


@pytest.fixture
def place(made, db):
    return copy.deepcopy(made)


@pytest.fixture
def address(place) -> str:
    return reverse("opportunities_provider_ask", args=[place.school.slug])


@pytest.fixture
def leader(place) -> Client:
    client = Client()
    client.force_login(place.people[Role.CAREERS_LEADER])
    return client


@pytest.fixture
def asked(client, address, django_capture_on_commit_callbacks) -> ProviderRequest:
    """A request that its sender has confirmed."""
    with django_capture_on_commit_callbacks(execute=True):
        post(client, address, provider_data())
    with django_capture_on_commit_callbacks(execute=True):
        post(client, link_in(mail.outbox[-1]))
    return ProviderRequest.objects.get()


def answer(leader, asked, **data):
    return leader.post(reverse("opportunities_provider_request", args=[asked.pk]), data)


YES = {
    "accept": "1",
    "accept-date": TUESDAY.isoformat(),
    "accept-starts": "09:00",
    "accept-ends": "10:00",
    "accept-years": ["8", "9"],
    "accept-covers": ["provider", "careers", "learning", "questions"],
    "accept-words": "Ask for me at the gate.",
}


def test_the_schools_public_page_leads_to_the_form(client, place, address):
    page = place.school.provideraccesspages.get()
    assert f'href="{address}"' in client.get(page.url).content.decode()
    assert client.get(address).status_code == 200


def test_nobody_sees_a_request_before_its_link_is_opened_and_the_button_pressed(
    client, leader, place, address, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, address, provider_data()).status_code == 302
    listed = reverse("opportunities_provider_requests")
    assert "Brick Lane" not in leader.get(listed).content.decode()
    (letter,) = letters_to("ola@bricklane.example")
    link = link_in(letter)
    assert client.get(link).status_code == 200
    assert ProviderRequest.objects.get().state == State.UNCONFIRMED, "a scanner that opens the link confirms nothing"
    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, link).status_code == 302
    assert "Brick Lane" in leader.get(listed).content.decode()
    (told,) = letters_to(place.email(Role.CAREERS_LEADER))
    assert "What T Levels are" in told.body and told.alternatives[0][1] == "text/html"
    assert post(client, link).status_code == 410
    assert len(mail.outbox) == 2


def test_a_link_that_is_old_or_guessed_confirms_nothing(client, address):
    post(client, address, provider_data())
    asked = ProviderRequest.objects.get()
    other = token_for(asked, "again")
    for token in ("x", f"{token_for(asked, 'confirm')}x", other):
        assert post(client, reverse("opportunities_provider_confirm", args=[token])).status_code == 410
    assert ProviderRequest.objects.get().state == State.UNCONFIRMED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"years": []}, "Tick at least one year group"),
        ({"years": ["3"]}, "Select a valid choice"),
        ({"wish_1": "2020-01-07"}, "This day is past"),
        ({"wish_1": "2031-01-07"}, "more than a school year ahead"),
        ({"wish_1": "soon"}, "wish_1_error"),
        ({"email": "ola@a.example, all@b.example"}, "Enter a valid email address"),
        ({"telephone": "ring me"}, "Only the number here"),
        ({"institution": " \n "}, "This field is required"),
    ],
)
def test_bad_input_gets_a_message_and_is_not_kept(client, address, changes, words):
    response = post(client, address, provider_data(**changes))
    assert response.status_code == 400 and words in response.content.decode()
    assert not ProviderRequest.objects.exists()


def test_a_line_break_in_a_name_makes_no_header_and_html_no_markup(client, address, django_capture_on_commit_callbacks):
    name = "Ola\r\nBcc: all@b.example"
    data = provider_data(name=name, institution="A\nSubject: x <script>alert(1)</script>")
    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, address, data).status_code == 302
    (letter,) = sent()
    assert letter.to == ["ola@bricklane.example"] and not letter.bcc
    assert "\n" not in letter.subject and "<script>" not in letter.alternatives[0][0]


def test_what_comes_from_another_site_or_a_program_or_too_often_is_not_kept(client, address, one_minute):
    assert client.post(address, provider_data()).status_code == 403
    assert post(client, address, provider_data(website="http://spam.example")).status_code == 302
    assert not ProviderRequest.objects.exists()
    codes = [post(client, address, provider_data(email=f"o{n}@b.example")).status_code for n in range(7)]
    assert codes.count(302) == 5 and codes[-1] == 429
    assert ProviderRequest.objects.count() == 5


def test_no_mailbox_gets_more_than_three_links_a_day(client, address):
    for n in range(4):
        last = post(client, address, provider_data(), REMOTE_ADDR=f"10.0.0.{n}")
    assert last.status_code == 429 and ProviderRequest.objects.count() == 3


def test_accepted_it_becomes_a_meeting_in_the_draft_and_not_on_the_public_page(
    leader, place, asked, django_capture_on_commit_callbacks
):
    page = place.school.provideraccesspages.get()
    before = Encounter.objects.filter(page=page).count()
    with django_capture_on_commit_callbacks(execute=True):
        assert answer(leader, asked, **YES).status_code == 302
    assert Encounter.objects.filter(page=page).count() == before
    page.refresh_from_db()
    meeting = page.get_latest_revision_as_object().encounters.all()[before]
    assert (meeting.date, meeting.years) == (TUESDAY, [8, 9])
    assert meeting.providers[0].value["name"] == "Brick Lane College" and meeting.providers[0].value["technical"]
    assert meeting.covers == {"provider", "careers", "learning", "questions"}
    letter = letters_to("ola@bricklane.example")[-1]
    assert "12 January 2027" in letter.body and "Ask for me at the gate." in letter.body
    page.get_latest_revision().publish()
    assert Encounter.objects.filter(page=page).count() == before + 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"accept-date": "2026-11-02"}, "This day is past"),
        ({"accept-date": "2027-01-16"}, "This day is a weekend"),
        ({"accept-date": "2026-12-28"}, "bank holiday"),
        ({"accept-date": "2027-08-10"}, "August"),
        ({"accept-ends": "08:00"}, "ends before it starts"),
        ({"accept-years": []}, "Tick at least one"),
    ],
)
def test_a_day_without_school_is_not_agreed(leader, asked, changes, words):
    call_command("load_closed_days")
    response = answer(leader, asked, **{**YES, **changes})
    assert response.status_code == 400 and words in response.content.decode()
    assert ProviderRequest.objects.get().state == State.WAITING


def test_refused_on_a_published_ground_only_and_asked_again(
    client, leader, asked, address, django_capture_on_commit_callbacks
):
    assert answer(leader, asked, refuse="1", **{"refuse-ground": "I do not like it"}).status_code == 400
    ground = "The day clashes with exams."
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            answer(leader, asked, refuse="1", **{"refuse-ground": ground, "refuse-words": "After Easter?"}).status_code
            == 302
        )
    letter = letters_to("ola@bricklane.example")[-1]
    assert ground in letter.body and "After Easter?" in letter.body
    again = link_in(letter)
    html = client.get(again).content.decode()
    assert ground in html and 'value="Brick Lane College"' in html
    post(client, again, provider_data(wish_1="2027-04-20"))
    assert ProviderRequest.objects.all()[0].earlier == asked
    assert answer(leader, asked, **YES).status_code == 200, "what is answered is not answered again"
    assert ProviderRequest.objects.get(pk=asked.pk).state == State.REFUSED


def test_a_school_without_published_grounds_cannot_refuse(leader, place, asked):
    page = place.school.provideraccesspages.get()
    page.grounds_for_refusing = ""
    page.save()
    html = leader.get(reverse("opportunities_provider_request", args=[asked.pk])).content.decode()
    assert "names no grounds" in html
    assert answer(leader, asked, refuse="1", **{"refuse-ground": "Any"}).status_code == 400


def test_two_answers_at_once_are_one(place, asked):
    user, at = place.people[Role.CAREERS_LEADER], timezone.now()
    seen_by_another = ProviderRequest.objects.get()
    refuse(asked, ground="A", words="", user=user, at=at)
    with pytest.raises(NotWaiting):
        refuse(seen_by_another, ground="B", words="", user=user, at=at)
    assert ProviderRequest.objects.get().ground == "A"


def test_the_log_counts_by_school_year(leader, asked):
    html = leader.get(reverse("opportunities_provider_requests")).content.decode()
    assert "2026/27" in html
    answer(leader, asked, **YES)
    (line,) = by_year(ProviderRequest.objects.all())
    assert (line.asked, line.granted, line.refused, line.waiting) == (1, 1, 0, 0)


def test_the_yearly_report_is_offered_what_was_asked_granted_and_refused_in_its_year(leader, place, asked, on):
    this = AcademicYear.containing(on)
    (found,) = [each for each in passages_of(place.school, this, on=on) if "providers" in each.heading]
    assert found.items == ["1 request was made.", "1 waits for an answer."]
    answer(leader, asked, **YES)
    ProviderRequest.objects.create(
        school=place.school, institution="B", state=State.REFUSED, confirmed_at=asked.asked_at
    )
    ProviderRequest.objects.create(school=place.school, institution="C", state=State.UNCONFIRMED)
    (found,) = [each for each in passages_of(place.school, this, on=on) if "providers" in each.heading]
    assert found.items == ["2 requests were made.", "1 was granted.", "1 was refused."]
    assert passages_of(place.school, AcademicYear(this.start - 1), on=on) == []


def test_a_year_after_its_end_nothing_about_people_is_left_and_the_count_stays(client, leader, asked, address):
    answer(leader, asked, **YES)
    year_after = timezone.now() + datetime.timedelta(days=366)
    assert erase_old(at=year_after) == 0, "the meeting itself was later"
    assert erase_old(at=year_after + datetime.timedelta(days=60)) == 1
    kept = ProviderRequest.objects.get()
    assert (kept.name, kept.email, kept.what, kept.words) == ("", "", "", "") and kept.state == State.ACCEPTED
    assert leader.get(reverse("opportunities_provider_request", args=[asked.pk])).status_code == 200
    post(client, address, provider_data(email="b@b.example"))
    assert erase_old(at=timezone.now() + datetime.timedelta(days=3)) == 1, "nobody confirmed it"


def test_grounds_are_read_from_lists_or_paragraphs():
    assert grounds_of(GROUNDS) == ["The day clashes with exams.", "You ask for more than a day."]
    assert grounds_of("<p>One.</p><p> </p><p>Two &amp; three.</p>") == ["One.", "Two & three."]
    assert grounds_of("") == []
