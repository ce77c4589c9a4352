"""What the admin shows of addresses, and what the hub's staff do with hostnames."""

import datetime
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.schools.models import SchoolHost
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.factories.hosts import SchoolHostFactory
from tests.schools.hosts.conftest import NAME

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(school) -> Client:
    user = User.objects.create_user("editor@hub.example", "secret")
    user.groups.add(ensure_central_groups())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def leader(school) -> Client:
    client = Client()
    client.force_login(next(iter(school.people.values())))
    return client


@pytest.fixture
def address(school) -> str:
    return reverse("schools_address", args=[school.school.pk])


def test_a_leader_takes_address_link_and_code(leader, school, address):
    page = leader.get(address).content.decode()
    slug = school.school.slug
    assert f"http://localhost/schools/{slug}/" in page
    assert f"&lt;a href=&quot;{school.careers.full_url}&quot;&gt;{school.careers.title}&lt;/a&gt;" in page
    assert "<script" not in page.split("<textarea", 1)[1].split("</textarea>")[0]
    assert "<svg" in page.split('class="qr-code"')[1]
    assert "Add the hostname" not in page
    home = leader.get(reverse("wagtailadmin_explore", args=[school.made.home.pk])).content.decode()
    assert address in home


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_a_code_is_a_file_to_print(kind, begins, leader, school):
    answer = leader.get(reverse("schools_address_code", args=[school.school.pk, school.careers.pk, kind]))
    assert answer.content.startswith(begins)
    assert f".{kind}" in answer["Content-Disposition"]


def test_a_code_of_a_draft_or_an_odd_kind_is_not_there(leader, school):
    names = [school.school.pk, school.careers.pk]
    assert leader.get(reverse("schools_address_code", args=[*names, "gif"])).status_code == 404
    school.careers.unpublish()
    assert leader.get(reverse("schools_address_code", args=[*names, "svg"])).status_code == 404


def test_a_school_without_public_pages_is_told_so(leader, school, address):
    school.made.home.unpublish()
    assert "once your home page is public" in leader.get(address).content.decode()


def test_staff_give_a_hostname_and_the_history_says_so(staff, school, address):
    page = staff.post(address, {"hostname": " Careers.Quince.sch.uk. "}, follow=True).content.decode()
    assert f"{NAME} is this school" in page
    assert "Not seen to lead here yet" in page
    host = SchoolHost.objects.get()
    assert (host.hostname, host.is_address, host.answers_since) == (NAME, True, None)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("https://careers.quince.sch.uk/", "without https://"),
        ("careers.quince.sch.uk:80", "without a port"),
        ("testserver.", "has a dot"),
        ("127.0.0.1", "number of a machine"),
        ("medlar.example", "belongs to"),
        ("", "required"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words(typed, told, staff, address):
    SchoolHostFactory(hostname="medlar.example")
    assert told in staff.post(address, {"hostname": typed}).content.decode()
    assert SchoolHost.objects.count() == 1


def test_staff_choose_and_take_away(staff, school, host, address):
    second = SchoolHostFactory.create(school=school.school, hostname="www.quince.sch.uk", is_address=False)
    change = reverse("schools_host_change", args=[school.school.pk, second.pk])
    staff.post(change, {"choose": "1"})
    assert list(SchoolHost.objects.filter(is_address=True)) == [second]
    assert second.hostname in staff.get(address).content.decode()
    staff.post(change, {"remove": "1"})
    assert not SchoolHost.objects.filter(pk=second.pk).exists()
    assert staff.get(change).status_code == 405


def test_a_name_that_nobody_can_ask_is_said_to_be_so(staff, school, host):
    # The hub of the tests is read over http: no name can be proved.
    change = reverse("schools_host_change", args=[school.school.pk, host.pk])
    assert "could not be" in (page := staff.post(change, {"check": "1"}, follow=True).content.decode()) or (
        "no name can be checked" in page
    )


def test_the_list_is_searched_and_stays_short(staff, django_assert_max_num_queries, django_assert_num_queries):
    SchoolHostFactory.create_batch(60, answers_since=timezone.now() - datetime.timedelta(days=3))
    found = SchoolHostFactory.create(hostname="careers.medlar.example", school__name="Médlar School")
    listed = reverse("schools_hosts")
    with django_assert_max_num_queries(20):
        page = staff.get(listed).content.decode()
    assert page.count(".example.sch.uk") == 49
    for asked in ("medlar", "MÉDLAR school", "careers.medlar"):
        page = staff.get(f"{listed}?q={quote(asked)}").content.decode()
        assert found.hostname in page
        assert ".example.sch.uk" not in page
    assert "No hostname is like that" in staff.get(f"{listed}?q=zzz").content.decode()


def test_the_list_is_for_the_hubs_staff(leader):
    assert leader.get(reverse("schools_hosts")).status_code in (302, 403)
