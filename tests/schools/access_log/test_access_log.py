"""The access log: what is written of whom, who reads it, and when it is forgotten."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.pages.models import StandardPage
from hub.schools.access_log.months import months
from hub.schools.access_log.reading import entries
from hub.schools.access_log.recording import key_of, kind_of, record
from hub.schools.models import AccessRecord, Role, SchoolMembership
from hub.schools.tenancy.people import join, leave
from hub.schools.tenancy.provisioning import create_school, ensure_central_groups
from tests.factories.people import staff

What = AccessRecord.What
pytestmark = pytest.mark.django_db


@pytest.fixture
def school(home, index):
    return create_school(urn=900811, name="Alder Lane School", type_code="01", low_age=11, high_age=18)


@pytest.fixture
def page(school):
    return school.home.add_child(instance=StandardPage(title="About us", live=False))


def person(name: str, school=None, *roles: Role) -> User:
    user = User.objects.create_user(f"{name}@alder.example", "secret", first_name=name)
    for role in roles:
        staff(user, school, role)
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def leader(school) -> User:
    return person("Lena", school, Role.CAREERS_LEADER)


@pytest.fixture
def head(school) -> User:
    return person("Hanna", school, Role.HEAD)


def log_of(school) -> str:
    return reverse("schools_access_log", args=[school.school.pk])


def written() -> list[tuple[str, str]]:
    return list(AccessRecord.objects.order_by("pk").values_list("user__first_name", "what"))


def test_a_sign_in_is_written_once_a_day(leader):
    browser(leader)
    browser(leader)
    assert written() == [("Lena", What.SIGNED_IN)]
    assert str(AccessRecord.objects.get().day) == str(timezone.localdate())


def test_who_works_for_no_school_leaves_nothing(school):
    browser(person("Nobody"))
    assert written() == []


def test_what_is_opened_changed_and_downloaded_is_written_and_what_is_refused_is_not(leader, school, page):
    client, key = browser(leader), school.school.pk
    AccessRecord.objects.all().delete()
    client.get(reverse("wagtailadmin_home"))
    client.get(reverse("wagtailadmin_explore", args=[school.home.pk]))
    assert written() == [], "what everybody passes through"
    client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    client.get(reverse("wagtailimages:index"))
    client.get(reverse("schools_people", args=[key]))
    client.get(reverse("audits_school", args=[key]))
    client.get(reverse("opportunities_contacts_export"))
    wrong = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "people-0-name": "A name without an address"}
    client.post(reverse("schools_people", args=[key]), wrong)
    assert client.get(log_of(school)).status_code in (302, 403)
    assert [what for _who, what in written()] == [
        What.OPENED_PAGE,
        What.OPENED_FILES,
        What.OPENED_PEOPLE,
        What.OPENED_WORK,
        What.DOWNLOADED,
    ]
    asked = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "people-0-address": "new@alder.example"}
    client.post(reverse("schools_people", args=[key]), asked | {"people-0-role": "head"})
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert [what for _who, what in written()][5:] == [What.CHANGED_PEOPLE, What.DELETED_PAGE]


def test_another_schools_page_is_written_nowhere(leader, school):
    other = create_school(urn=900812, name="Beacon Hill School", type_code="01", low_age=11, high_age=18)
    client = browser(leader)
    AccessRecord.objects.all().delete()
    client.get(reverse("wagtailadmin_pages:edit", args=[other.home.pk]))
    client.get(reverse("schools_people", args=[other.school.pk]))
    assert written() == []


def test_the_hubs_staff_is_written_at_the_school_whose_page_it_opens(school, page):
    editor = person("Edda")
    editor.groups.add(ensure_central_groups())
    client = browser(editor)
    client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    client.get(reverse("wagtailadmin_pages:edit", args=[school.home.get_parent().get_parent().pk]))
    row = AccessRecord.objects.get()
    assert (row.school, row.what, row.page_key) == (school.school, What.OPENED_PAGE, page.pk)


def test_who_works_for_two_schools_is_written_where_the_page_is(school, leader):
    other = create_school(urn=900812, name="Beacon Hill School", type_code="01", low_age=11, high_age=18)
    staff(leader, other, Role.HEAD)
    client = browser(leader)
    AccessRecord.objects.all().delete()
    client.get(reverse("wagtailadmin_pages:edit", args=[other.home.pk]))
    client.get(reverse("opportunities_contacts"))
    assert [row.school for row in AccessRecord.objects.all()] == [other.school]


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.get(address)
    return [each["sql"] for each in caught if "accessrecord" in each["sql"].lower()]


def test_a_page_of_the_admin_costs_one_statement_on_the_first_time_of_a_day_and_then_none(leader, page):
    client, address = browser(leader), reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert len(queries(client, address)) == 1
    assert queries(client, address) == []
    cache.clear()
    assert len(queries(client, address)) == 1
    assert AccessRecord.objects.filter(what=What.OPENED_PAGE).count() == 1


def test_the_head_reads_who_opened_and_who_changed_what(head, leader, school, page):
    browser(leader).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    for _autosave in range(3):
        page.save_revision(user=leader, log_action=True)
    join(leader, school=school.school, role=Role.CLERK, by=head)
    html = browser(head).get(log_of(school)).content.decode()
    for words in ("Lena", "Careers leader, Clerk to the governors", "Opened in the editor", "About us", "Got a role"):
        assert words in html, words
    told = {(each.who, each.what, each.page, each.times) for each in entries(school.school, **today())}
    assert ("Lena", "Edited", "About us", 3) in told


def today() -> dict[str, datetime.date]:
    return {"first": timezone.localdate(), "last": timezone.localdate()}


def test_the_hubs_staff_is_told_by_role_and_who_has_left_by_name(head, leader, school, page):
    page.save_revision(
        user=User.objects.create_superuser("office@hub.example", "x", first_name="Olga"), log_action=True
    )
    record(leader, [school.school.pk], What.SIGNED_IN, on=timezone.localdate())
    leave(leader, school=school.school)
    told = {(each.who, each.role) for each in entries(school.school, **today())}
    assert ("The hub’s staff", "Administrator of the hub") in told and ("Lena", "No longer at the school") in told
    leader.delete()
    assert any(each.who.startswith("Somebody") for each in entries(school.school, **today()))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HEAD])
def test_only_the_head_of_a_school_reads_it(school, role):
    client = browser(person("Somebody", school, role))
    assert client.get(log_of(school)).status_code in (302, 403)
    assert "access/" not in client.get(reverse("schools_people", args=[school.school.pk])).content.decode()


def test_another_schools_head_is_told_that_there_is_none(school):
    other = create_school(urn=900812, name="Beacon Hill School", type_code="01", low_age=11, high_age=18)
    client = browser(person("Other", other, Role.HEAD))
    for name in ("schools_access_log", "schools_access_log_csv"):
        assert client.get(reverse(name, args=[school.school.pk])).status_code == 404
    assert client.get(log_of(other)).status_code == 200


def test_a_month_that_is_none_is_said_and_the_file_has_all(head, leader, school):
    record(leader, [school.school.pk], What.SIGNED_IN, on=timezone.localdate() - datetime.timedelta(days=200))
    client = browser(head)
    html = client.get(log_of(school), {"month": "1999-13"}).content.decode()
    assert "There is no such month in the log" in html and "Lena" not in html
    other = months(on=timezone.localdate() - datetime.timedelta(days=200))[0].key
    assert "Lena" in client.get(log_of(school), {"month": other}).content.decode()
    text = client.get(reverse("schools_access_log_csv", args=[school.school.pk])).content.decode()
    assert "Lena,Careers leader,Signed in" in text


def test_reading_costs_the_same_for_one_person_and_for_twelve(head, school, page):
    client = browser(head)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(log_of(school))
        return len(caught)

    def work(number: int) -> None:
        user = person(f"P{number}", school, Role.SCHOOL_EDITOR)
        browser(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        page.save_revision(user=user, log_action=True)

    work(0)
    cost()
    first = cost()
    for number in range(1, 12):
        work(number)
    assert cost() == first


def test_it_is_forgotten_after_twelve_months(leader, school):
    today = timezone.localdate()
    for days in (366, 365, 0):
        record(leader, [school.school.pk], What.SIGNED_IN, on=today - datetime.timedelta(days=days))
    call_command("forget_access")
    assert {(today - row.day).days for row in AccessRecord.objects.all()} == {365, 0}


def test_a_closed_account_leaves_its_rows_without_a_name(leader, school):
    record(leader, [school.school.pk], What.SIGNED_IN, on=timezone.localdate())
    leader.delete()
    assert AccessRecord.objects.get().user is None and not SchoolMembership.objects.exists()


def test_what_a_link_carries_stands_in_no_key_of_the_cache(leader, school):
    token = "a-secret-of-one-person:" * 20
    key = key_of(leader, "accounts_confirm_address", {"token": token}, "GET 200", on=timezone.localdate())
    assert "secret" not in key and len(key) < 120
    assert kind_of("accounts_confirm_address", {"token": token}) is None
