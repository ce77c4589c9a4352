"""A borough's officers read the report on its schools, and nothing else of the admin; they change nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curriculum.models import Borough
from hub.accounts.models import User
from hub.schools.models import BoroughOfficer, Role, School
from hub.schools.tenancy.people import appoint_officer, dismiss_officer
from tests.factories.people import staff
from tests.factories.schools import BoroughFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

REPORTS = ("publication_report", "publication_schools", "publication_findings")


@pytest.fixture
def boroughs(ours, theirs) -> dict[str, Borough]:
    """Each of the two schools in a borough of its own."""
    found: Any = {"a": BoroughFactory(label="Barnet"), "b": BoroughFactory(label="Camden")}
    for place, borough in ((ours, found["a"]), (theirs, found["b"])):
        School.objects.filter(pk=place.made.school.pk).update(borough=borough)
    return found  # type: ignore[no-any-return]


@pytest.fixture
def officer(boroughs) -> User:
    user = User.objects.create_user("officer@borough.example", "secret")
    appoint_officer(user, borough=boroughs["a"])
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("level", REPORTS)
def test_the_report_shows_the_schools_of_the_borough_and_no_other(officer, ours, theirs, boroughs, level):
    client = signed_in(officer)
    for address in (reverse(level), reverse(f"{level}_results")):
        for query in ("", f"?area={boroughs['b'].label}", "?export=csv"):
            answer: Any = client.get(address + query)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert answer.status_code == 200
            assert theirs.mark.encode() not in body
    if level != "publication_report":
        assert ours.mark in client.get(reverse(level)).text


def test_the_borough_of_another_is_no_choice(officer, boroughs):
    page = signed_in(officer).get(reverse("publication_schools")).text
    assert f'value="{boroughs["a"].label}"' in page
    assert f'value="{boroughs["b"].label}"' not in page


def test_the_counts_are_those_of_the_borough(officer, boroughs):
    superuser = User.objects.create_superuser("all@hub.example", "secret")
    address = reverse("publication_report")

    def counted(user: User, query: str = "") -> list[tuple[str, dict]]:
        return [(each.rule.id, each.counts) for each in signed_in(user).get(address + query).context["object_list"]]

    assert counted(officer) == counted(superuser, f"?area={boroughs['a'].label}")
    assert counted(officer) != counted(superuser)


def test_the_first_screen_leads_there_and_to_nothing_of_the_hub(officer, boroughs):
    page = signed_in(officer).get("/admin/").text
    assert f"{reverse('publication_schools')}?area=" in page
    assert "All schools" not in page


def test_no_page_of_its_schools_opens_and_nothing_is_changed(officer, ours):
    client = signed_in(officer)
    pages = [ours.home.pk, ours.draft.pk]
    for name in ("edit", "history", "view_draft", "copy", "unpublish", "delete"):
        for pk in pages:
            for answer in (client.get, client.post):
                assert answer(reverse(f"wagtailadmin_pages:{name}", args=[pk])).status_code in {302, 403, 404}
    assert client.get(reverse("schools_people", args=[ours.made.school.pk])).status_code in {302, 403, 404}
    assert client.get(reverse("links_report")).status_code in {302, 403}
    assert client.get(reverse("wagtailusers_users:index")).status_code in {302, 403}


def test_the_report_leads_to_no_form(officer, ours):
    assert "/edit/" not in signed_in(officer).get(reverse("publication_findings")).text


def test_an_officer_who_works_for_a_school_too_has_both(officer, ours, theirs):
    staff(officer, theirs.made, Role.CAREERS_LEADER)
    client = signed_in(User.objects.get(pk=officer.pk))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[theirs.home.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[ours.home.pk])).status_code == 404
    report = client.get(reverse("publication_schools")).text
    assert ours.mark in report and f"{theirs.mark} School" not in report


def test_dismissed_nothing_is_left(officer, boroughs):
    dismiss_officer(officer, borough=boroughs["a"])
    assert signed_in(officer).get(reverse("publication_schools")).status_code in {302, 403}


def test_the_hubs_staff_appoint_and_dismiss(boroughs):
    editor = signed_in(User.objects.create_superuser("all@hub.example", "secret"))
    person = User.objects.create_user("new@borough.example", "secret")
    address = reverse("schools_roles_of", args=[person.pk])
    assert "This field is required" in editor.post(address, {"borough": ""}).text
    editor.post(address, {"borough": boroughs["a"].pk})
    editor.post(address, {"borough": boroughs["a"].pk})
    assert list(BoroughOfficer.objects.values_list("user", "borough")) == [(person.pk, boroughs["a"].pk)]
    editor.post(address, {"borough": boroughs["a"].pk, "dismiss": "1"})
    assert not BoroughOfficer.objects.exists()


def test_nobody_of_a_school_appoints(ours, boroughs):
    address = reverse("schools_roles_of", args=[ours.leader.pk])
    assert signed_in(ours.leader).post(address, {"borough": boroughs["a"].pk}).status_code in {302, 403}
    assert not BoroughOfficer.objects.exists()
