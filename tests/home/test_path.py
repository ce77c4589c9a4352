"""A school's first steps: on the dashboard of its careers leader, and after publishing."""

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.home.path import Path, paths_for
from hub.publication.panels import panel_anchors
from hub.schools.models import CareersPage, Role
from hub.schools.tenancy.provisioning import create_school
from tests.factories.careers import (
    AnnualReportPageFactory,
    CareersPolicyPageFactory,
    ProviderAccessPageFactory,
    complete_careers_page,
)
from tests.factories.pages import NewsIndexPageFactory, NewsPageFactory
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory
from tests.html import flat
from tests.schools.staffed import person, staffed

pytestmark = pytest.mark.django_db


@pytest.fixture
def on() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def index(home):
    return SchoolIndexPageFactory(parent=home)


@pytest.fixture
def fresh(index):
    return create_school(urn=900701, name="Sorrel Green School", type_code="01", low_age=11, high_age=18, live=False)


@pytest.fixture
def leader(fresh):
    return person(fresh, Role.CAREERS_LEADER)


def path(user, on) -> Path:
    (found,) = paths_for(user, on=on)
    return found


def dashboard(user) -> str:
    client = Client()
    client.force_login(user)
    return unescape(flat(client.get("/admin/").content.decode()))


def test_a_fresh_school_has_seven_steps_none_done_each_leading_to_a_form(fresh, leader, on):
    found = path(leader, on)
    assert len(found.steps) == 7 and found.done == 0
    assert found.steps[0].url == f"/admin/pages/{fresh.home.pk}/edit/#fix-contact_telephone"
    client = Client()
    client.force_login(leader)
    for step in found.steps:
        assert step.why and step.found
        address, _hash, anchor = step.url.partition("#")
        answer = client.get(address)
        assert answer.status_code == 200, step.url
        # Pages that are not there yet are begun from a document, or on an empty form.
        assert f'id="{anchor}"' in answer.content.decode() if anchor else step not in found.steps[:2]


@pytest.mark.parametrize(
    ("kind", "step", "written", "field"),
    [
        (ProviderAccessPageFactory, 3, {"procedure": "Write.", "contact_name": "Jo"}, "grounds_for_granting"),
        (CareersPolicyPageFactory, 4, {"sections": []}, "sections"),
        (AnnualReportPageFactory, 5, {"went_well": "Much.", "changing": ""}, "changing"),
    ],
)
def test_a_step_leads_to_the_first_field_of_a_draft_that_is_empty(fresh, leader, on, kind, step, written, field):
    page = kind(parent=fresh.home, live=False, **written)
    anchor = panel_anchors(type(page))[field]
    url = path(leader, on).steps[step].url
    assert url == f"/admin/pages/{page.pk}/edit/#{anchor}"
    client = Client()
    client.force_login(leader)
    assert f'id="{anchor}"' in client.get(url).content.decode()


def test_nothing_on_a_fresh_dashboard_leads_to_an_empty_list(fresh, leader):
    html = dashboard(leader)
    # Above the panels Wagtail counts pages, images and documents, each with a link to all of them.
    panels = html[html.index('class="hub-path"') : html.index("</main>")]
    assert not re.search(r'href="/admin/pages/\d+/"', panels)


def test_a_draft_says_how_much_the_law_still_asks_and_leads_to_the_first_of_it(fresh, leader, on):
    page = complete_careers_page(fresh.home, on, live=False, careers_leader_telephone="", next_review=None)
    step = path(leader, on).steps[1]
    assert step.found == "A draft is there; 2 things that the law requires are missing."
    assert step.url == f"/admin/pages/{page.pk}/edit/#fix-careers_leader_telephone"
    page.careers_leader_telephone, page.next_review = "020 7946 0142", on
    page.save()
    assert path(leader, on).steps[1].done and not path(leader, on).steps[2].done


def test_what_the_law_does_not_ask_of_the_school_is_no_step(index, on):
    made = create_school(urn=900702, name="Bramble School", type_code="01", low_age=4, high_age=11, live=False)
    titles = [str(step.title) for step in path(person(made, Role.HEAD), on).steps]
    assert "Provider access statement" not in titles and len(titles) == 6


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.CLERK])
def test_who_may_not_publish_has_no_path(fresh, role, on):
    assert paths_for(person(fresh, role), on=on) == []


def test_the_hubs_own_staff_have_none_and_no_school_sees_anothers(fresh, leader, index, admin_user, on):
    other = create_school(urn=900703, name="Tansy School", type_code="01", live=False)
    assert paths_for(admin_user, on=on) == []
    assert paths_for(leader, on=on, school=other.school.pk) == []
    assert "Tansy" not in dashboard(leader)


def test_once_all_is_done_it_folds_away(index, on):
    ours = staffed(index, on)
    home = ours.made.home
    home.contact_telephone, home.contact_email, home.office_hours = "020 7946 0100", "office@quince.example", "8 to 4"
    home.save()
    leader = ours.people[Role.CAREERS_LEADER]
    assert [str(step.title) for step in path(leader, on).steps if not step.done] == ["Tell others"]
    NewsPageFactory(parent=NewsIndexPageFactory(parent=home))
    assert path(leader, on).next is None
    assert "<summary>All first steps for Quince Hill School are done.</summary>" in re.sub(
        " ?([<>]) ?", r"\1", dashboard(leader)
    )


def test_the_dashboard_reads_as_often_for_two_schools_as_for_one(index, fresh, leader, on):
    staffed(index, on)
    complete_careers_page(fresh.home, on, live=False)

    def queries() -> int:
        dashboard(leader)
        with CaptureQueriesContext(connection) as run:
            dashboard(leader)
        return len(run)

    one = queries()
    second = create_school(urn=900704, name="Teasel School", type_code="01", low_age=11, high_age=18, live=False)
    complete_careers_page(second.home, on, live=False)
    staff(leader, second, Role.CAREERS_LEADER)
    assert len(paths_for(leader, on=on)) == 2
    two = queries()
    assert two <= one, (one, two)


def test_publishing_names_the_next_step_with_the_way_there(fresh, leader, on):
    client: Any = Client()
    client.force_login(leader)
    complete_careers_page(fresh.home, on, live=False)
    page = CareersPage.objects.get(school=fresh.school)
    fresh.home.refresh_from_db()
    form = {
        "title": fresh.home.title,
        "slug": fresh.home.slug,
        "intro": "null",
        "contact_email": "office@sorrel.example",
        "action-publish": "action-publish",
    }
    answer = client.post(f"/admin/pages/{fresh.home.pk}/edit/", form, follow=True)
    html = unescape(flat(answer.content.decode()))
    assert "Next: Say how the school is reached." in html
    assert f'href="/admin/pages/{fresh.home.pk}/edit/#fix-contact_telephone"' in html
    assert not page.live
