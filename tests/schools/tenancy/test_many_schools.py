"""The admin's lists of pages ask no more of the database for twelve schools than for two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry

from hub.accounts.models import User
from tests.factories.careers import CareersPageFactory, CareersPolicyPageFactory, ProviderAccessPageFactory
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return SchoolIndexPageFactory(parent=home)


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_superuser("administrator@hub.example"))
    return client


def add(index, count: int) -> None:
    for _number in range(count):
        page = SchoolHomePageFactory(parent=index, school=SchoolFactory())
        for kind in (CareersPageFactory, CareersPolicyPageFactory, ProviderAccessPageFactory):
            kind(parent=page, school=page.school)
        page.save_revision().publish()


def counted(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "name, query",
    [
        ("wagtailadmin_explore", ""),
        ("wagtailadmin_explore", "?q=Quill"),
        ("wagtailadmin_choose_page_child", "?page_type=wagtailcore.page"),
        ("wagtailadmin_choose_page_child", "?page_type=schools.schoolhomepage"),
    ],
)
def test_queries_do_not_grow_with_schools(administrator, index, name, query):
    address = reverse(name, args=[index.pk]) + query
    add(index, 2)
    counted(administrator, address)
    before = counted(administrator, address)
    add(index, 10)
    assert counted(administrator, address) == before


def test_pages_are_found_by_who_owns_or_edited_them(administrator, index):
    add(index, 2)
    first, second = index.get_children().order_by("path")
    amina = User.objects.create_user("amina@school.example", first_name="Amina", last_name="Khan")
    type(first).objects.filter(pk=first.pk).update(owner=amina)
    PageLogEntry.objects.log_action(second, "wagtail.edit", user=amina)
    address = reverse("wagtailadmin_explore", args=[index.pk])
    for query, there, away in (
        ("owner=amina+khan", first, second),
        ("edited_by=amina@school", second, first),
    ):
        text = administrator.get(f"{address}?{query}").content.decode()
        assert reverse("wagtailadmin_pages:edit", args=[there.pk]) in text
        assert reverse("wagtailadmin_pages:edit", args=[away.pk]) not in text
    assert "amina@school.example" not in administrator.get(address).content.decode()


def test_what_translates_a_page_is_among_its_own_actions_and_asks_nothing_of_rows(administrator, index):
    Locale.objects.get_or_create(language_code="bn")
    add(index, 1)
    page = index.get_children().get()
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert submit in administrator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert submit not in administrator.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
