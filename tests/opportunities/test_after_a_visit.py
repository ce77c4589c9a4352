"""After a visit: thanks, feedback both ways, the programme, the pupils' record, the story."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.home.models import HomePage
from hub.opportunities.models import Feedback, ProposedDay, Visit
from hub.opportunities.organisations import held
from hub.opportunities.visits import own_parts
from hub.opportunities.visits.dashboard import lines
from hub.schools.models import CareersPage
from tests.factories.careers import complete_careers_page
from tests.factories.schools import SchoolIndexPageFactory
from tests.opportunities.visiting import DAY, begun, browser_of, employer, offer_of, request_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("framework")]
THANKS = {"finish": "1", "finish-learned": "That mistakes are where you begin.", "finish-minutes": "50"}


@pytest.fixture
def on() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def two(home, on):
    SchoolIndexPageFactory(parent=HomePage.objects.get())
    made = begun(on)
    made.leader.post(reverse("opportunities_visit", args=[made.visit.pk]), {"agree": str(ProposedDay.objects.get().pk)})
    return made


@pytest.fixture
def after(two):
    """The day after the visit, by the clock; signed in again, for the cookie has run out."""
    with time_machine.travel(datetime.datetime.combine(DAY, datetime.time(15), tzinfo=datetime.UTC)):
        two.browser = browser_of(two.person)
        user = User.objects.get(email="leader@quince.example")
        two.leader = Client()
        two.leader.force_login(user)
        yield two


def own(two):
    return reverse("opportunities_visit", args=[two.visit.pk])


def theirs(two):
    return reverse("opportunities_manage_visit", args=[two.visit.pk])


def test_nobody_is_thanked_before_the_day(two):
    two.leader.post(own(two), THANKS)
    assert two.now.state == Visit.State.AGREED


def test_the_employer_is_thanked_with_what_pupils_learned_and_both_say_how_it_was(
    after, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert after.leader.post(own(after), THANKS).status_code == 302
    assert after.now.state == Visit.State.DONE
    letter = mail.outbox[-1]
    assert letter.to == ["sam@okoro.example"] and "mistakes are where you begin" in letter.body
    for client, address, fitted in ((after.leader, own(after), "yes"), (after.browser, theirs(after), "partly")):
        said = {"feedback": "1", "feedback-fitted": fitted, "feedback-prepared": "no", "feedback-next_time": "Longer"}
        client.post(address, said)
        client.post(address, said)
        assert client.post(address, {"feedback": "1", "feedback-fitted": "perhaps"}).status_code == 400
    assert sorted(Feedback.objects.values_list("side", "fitted")) == [("employer", "partly"), ("school", "yes")]
    assert "Partly" in after.leader.get(own(after)).content.decode()
    assert after.browser.post(theirs(after), {"write": "1", "write-words": "x"}).status_code == 400


def test_it_becomes_a_draft_activity_of_the_programme_once_and_nothing_is_published(after, on):
    page = complete_careers_page(after.made.home, on)
    public = page.programme.count()
    after.leader.post(own(after), THANKS)
    for _twice in range(2):
        after.leader.post(own(after), {"programme": "1"})
    page = CareersPage.objects.get(pk=page.pk)
    rows = list(page.get_latest_revision_as_object().programme.all())
    (row,) = [each for each in rows if each.employer_or_provider == "Okoro Bikes"]
    assert (row.minutes, row.year_group.number, row.kind.slug, row.term) == (50, 9, "insight-talk", "spring")
    assert len(rows) == public + 1 and page.programme.count() == public


def test_without_a_careers_page_or_for_another_year_it_says_why(after, on):
    after.leader.post(own(after), THANKS)
    html = after.leader.post(own(after), {"programme": "1"}, follow=True).content.decode()
    assert "no careers page yet" in html and after.now.drafted_at is None
    complete_careers_page(after.made.home, on, academic_year="2024/25")
    html = after.leader.post(own(after), {"programme": "1"}, follow=True).content.decode()
    assert "another school year" in html and after.now.drafted_at is None


def test_pupils_get_an_address_that_begins_an_entry_in_the_own_record(after):
    assert "/record/#add=" not in after.leader.get(own(after)).content.decode()
    after.leader.post(own(after), THANKS)
    html = after.leader.get(own(after)).content.decode()
    assert "/record/#add=" in html and "Okoro%20Bikes" in html


def test_a_story_is_public_after_the_hubs_check_only(after, client):
    after.leader.post(own(after), THANKS)
    after.browser.post(theirs(after), {"story": "1", "story-story": "We brought <b>a lathe</b>."})
    public, queue = reverse("opportunities_stories"), reverse("opportunities_stories_to_check")
    assert "a lathe" not in client.get(public).content.decode()
    assert after.leader.post(queue, {"visit": str(after.visit.pk), "publish": "1"}).status_code in (302, 403)
    assert after.now.story_state == Visit.Story.WAITING
    editor = User.objects.create_superuser("editor@hub.example", "secret")
    central = Client()
    central.force_login(editor)
    assert "a lathe" in central.get(queue).content.decode()
    central.post(queue, {"visit": "x", "publish": "1"})
    central.post(queue, {"visit": str(after.visit.pk), "publish": "1"})
    html = client.get(public).content.decode()
    assert "a lathe" in html and "<b>a lathe" not in html


def test_the_employers_own_page_lists_requests_that_fit_and_visits(two, on):
    from_school = two.made.school
    request_of(from_school, title="Something for everybody")
    request_of(from_school, title="For another alone", organisation=employer("Other", "o@other.example").organisation)
    html = two.browser.get(reverse("opportunities_manage")).content.decode()
    assert "Something for everybody" in html and "An electrician for Year 9" in html
    assert "For another alone" not in html


def test_what_a_person_wrote_is_given_to_them_and_erased_when_they_ask(two):
    assert [row["words"] for row in own_parts.export(two.person)] == ["Gladly."]
    held.erase(two.person)
    assert two.now.organisation is None and two.now.organisation_name == "Okoro Bikes"
    assert "Gladly." not in two.leader.get(own(two)).content.decode()


def test_the_dashboard_says_what_waits(after, on):
    address = reverse("wagtailadmin_home")
    assert "1 visit comes within 14 days" in after.leader.get(address).content.decode()
    with time_machine.travel(datetime.datetime.combine(DAY + datetime.timedelta(days=1), datetime.time(9))):
        user = User.objects.get(email="leader@quince.example")
        assert [line.words for line in lines(user, on=timezone.localdate())] == ["1 visitor has not been thanked."]


def test_a_public_offer_shows_the_story_of_its_organisation(after, client):
    offer = offer_of(after.person)
    Visit.objects.update(story="We brought a lathe.", story_state=Visit.Story.PUBLIC)
    page = reverse("opportunities_offer_page", args=[offer.pk])
    assert "We brought a lathe." in client.get(page).content.decode()
