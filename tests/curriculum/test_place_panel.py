"""The form of a unit says what it repeats on the map, and what its years still lack."""

from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Role
from hub.schools.tenancy.provisioning import create_school
from tests.factories.curriculum import ActivityKindFactory, CriterionFactory, FrameworkFactory, UnitPageFactory, lesson
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory
from tests.html import flat


@pytest.fixture
def cdi(stage_page):
    framework = FrameworkFactory(slug="cdi", synonyms=["CDI"])
    ActivityKindFactory(slug="fair", everyday=False)
    return [
        CriterionFactory(slug=slug, label=slug.capitalize(), framework=framework, order=i)
        for i, slug in enumerate(["grow", "explore"])
    ]


def panel(client, unit) -> str:
    html = unescape(flat(client.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()))
    part = html[html.index("On the curriculum map") :]
    return part[: part.index("</section>")]


def test_an_overlap_names_the_earlier_unit_and_a_gap_the_strands_of_its_year(admin_client, stage_page, cdi):
    grow, explore = cdi
    fair = [lesson(kind="fair")]
    earlier = UnitPageFactory(parent=stage_page, title="First fair", years=[8], lessons=fair, criteria=[grow])
    unit = UnitPageFactory(parent=stage_page, title="Second fair", years=[9], lessons=fair, criteria=[grow], live=False)
    said = panel(admin_client, unit)
    assert f"<b>{grow}:</b>" in said and "First fair" in said and "(Year 8)" in said
    assert f"Year 9 has no unit yet for: {explore}." in said
    unit.builds_on.set([earlier])
    unit.save()
    assert "It repeats no other unit." in panel(admin_client, unit)


def test_a_unit_that_fills_the_gap_and_repeats_nothing_is_told_so(admin_client, stage_page, cdi):
    unit = UnitPageFactory(parent=stage_page, years=[9], lessons=[lesson(kind="fair")], criteria=cdi, live=False)
    said = panel(admin_client, unit)
    assert "It repeats no other unit." in said and "has no unit yet" not in said


def test_a_unit_without_a_year_is_asked_for_one(admin_client, stage_page, cdi):
    assert "Choose a year group and save a draft" in panel(admin_client, UnitPageFactory(parent=stage_page, years=[]))


def test_the_address_that_says_it_anew_speaks_of_the_newest_draft(admin_client, stage_page, cdi):
    unit = UnitPageFactory(parent=stage_page, years=[9], lessons=[lesson(kind="fair")], criteria=cdi)
    address = reverse("curriculum_place", args=[unit.pk])
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()
    assert f'data-refresh-from="{address}"' in form and "hub/js/refresh.js" in form
    new = admin_client.get(reverse("wagtailadmin_pages:add", args=["curriculum", "unitpage", stage_page.pk]))
    assert f'data-refresh-from="{reverse("curriculum_place", args=[0])}"' in new.content.decode()
    assert "has no unit yet" not in flat(admin_client.get(address).content.decode())
    unit.criteria.set([])
    unit.save_revision()
    grow, explore = cdi
    said = flat(admin_client.get(address).content.decode())
    assert f"Year 9 has no unit yet for: {grow}, {explore}." in said and "<html" not in said
    assert "no-store" in admin_client.get(address)["Cache-Control"]


def test_the_address_answers_only_who_may_edit_the_unit(client, admin_client, home, stage_page, cdi):
    unit = UnitPageFactory(parent=stage_page, years=[9], lessons=[lesson(kind="fair")], criteria=cdi)
    address = reverse("curriculum_place", args=[unit.pk])
    SchoolIndexPageFactory(parent=home)
    made = create_school(urn=900842, name="Birch Lane School", type_code="01", low_age=11, high_age=18)
    leader, reader = (User.objects.create_user(f"{name}@birch.example", "secret") for name in ("leader", "reader"))
    staff(leader, made, Role.CAREERS_LEADER)
    # Somebody of the hub who may open the admin, and has no page there.
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    as_script = {"X-Requested-With": "XMLHttpRequest"}
    assert client.get(address, headers=as_script).status_code == 403
    for person in (leader, reader):
        client.force_login(person)
        assert client.get(address, headers=as_script).status_code in (403, 404), person
    assert admin_client.get(address).status_code == 200
    assert admin_client.post(address).status_code == 405
    assert admin_client.get(reverse("curriculum_place", args=[stage_page.pk])).status_code == 404, "no unit"


def test_the_form_asks_the_same_for_few_and_many_units(admin_client, stage_page, cdi, django_assert_max_num_queries):
    unit = UnitPageFactory(parent=stage_page, years=[9], lessons=[lesson(kind="fair")], criteria=cdi)
    address = reverse("wagtailadmin_pages:edit", args=[unit.pk])
    admin_client.get(address)
    with CaptureQueriesContext(connection) as few:
        admin_client.get(address)
    for _number in range(6):
        UnitPageFactory(parent=stage_page, years=[8], lessons=[lesson(kind="fair")], criteria=cdi)
    with django_assert_max_num_queries(len(few) + 1):
        admin_client.get(address)
