"""The explorer leads through one's own pages, also where these stand in two languages or at two schools."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from hub.home.models import HomePage
from hub.schools.models import Role
from hub.schools.tenancy.provisioning import create_school
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
NAMES = ("wagtailadmin_explore", "wagtailadmin_explore_results")


@pytest.fixture(params=["two languages", "two schools"])
def wide(request, ours, theirs, schools_page, leader) -> None:
    """Give the leader of our school pages whose first common ancestor stands above every school's."""
    if request.param == "two schools":
        another = create_school(urn=900703, name="Cedar Row School", type_code="01", low_age=11, high_age=18)
        staff(ours.leader, another, Role.CAREERS_LEADER)
        return
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    for page in (HomePage.objects.get(locale=Locale.get_default()), schools_page, ours.home):
        page.copy_for_translation(bengali)


def test_it_opens_no_page_of_another_school_and_no_draft_of_the_hub(wide, leader, theirs):
    hubs = HomePage.objects.get(locale=Locale.get_default()).add_child(instance=Page(title="Not yet said", live=False))
    for name in NAMES:
        for page in (theirs.home, theirs.draft, hubs):
            answer = leader.get(reverse(name, args=[page.pk]), follow=True)
            assert theirs.mark not in answer.text.replace(theirs.made.school.name, "") and hubs.title not in answer.text
            assert [code for _url, code in answer.redirect_chain][:1] == [302], (name, page)


def test_it_opens_what_is_ones_own_and_what_leads_there(wide, leader, ours):
    for name in NAMES:
        for page in (ours.home, ours.draft, Page.get_first_root_node()):
            answer = leader.get(reverse(name, args=[page.pk]), follow=True)
            assert answer.status_code == 200, (name, page)
    assert ours.draft.title in leader.get(reverse(NAMES[0], args=[ours.home.pk])).text
