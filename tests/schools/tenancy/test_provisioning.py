import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupPagePermission, Page

from hub.accounts.models import User
from hub.schools.models import School, SchoolHomePage
from hub.schools.tenancy import provisioning
from hub.schools.tenancy.provisioning import ProvisioningError, create_school, ensure_central_groups
from tests.factories.schools import SchoolFactory, SchoolIndexPageFactory


@pytest.fixture
def schools_page(home):
    return SchoolIndexPageFactory(parent=home)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (School, SchoolHomePage, Collection, Group, GroupPagePermission))


def test_a_school_of_the_register_gets_its_pages_and_collection(schools_page):
    school: Any = SchoolFactory(name="Alder Row School", urn=900401)
    made = create_school(urn=900401)
    assert made.school == school and made.home.get_parent().specific == schools_page
    assert made.home.live and made.home.slug == "alder-row-school-900401"
    assert made.collection.school_collection.school == school


def test_a_school_made_twice_is_made_once(schools_page):
    create_school(urn=900402, name="Beacon Lane School", type_code="07", low_age=5, high_age=19)
    before = counts()
    create_school(urn=900402)
    assert counts() == before


def test_a_failure_in_the_middle_leaves_nothing(schools_page, monkeypatch):
    def fail(*args):
        raise RuntimeError("the disk is full")

    before = counts()
    monkeypatch.setattr(provisioning, "collection_of", fail)
    with pytest.raises(RuntimeError):
        create_school(urn=900403, name="Clementine College")
    assert counts() == before


def test_an_unknown_school_without_a_name_is_refused_in_words(schools_page):
    with pytest.raises(ProvisioningError, match="no school with URN 900404"):
        create_school(urn=900404)


def test_the_command_and_the_form_call_the_same_function(schools_page, client):
    out = io.StringIO()
    call_command("create_school", "900405", name="Fennel Street Academy", type="Academy Converter", stdout=out)
    assert "Fennel Street Academy: /schools/fennel-street-academy-900405/" in out.getvalue()
    with pytest.raises(CommandError, match="not a type"):
        call_command("create_school", "900406", name="School of Magic", type="magic")
    editor = User.objects.create_user("editor@hub.example", "secret")
    editor.groups.add(ensure_central_groups())
    client.force_login(editor)
    assert "no school with URN" in client.post("/admin/schools/add/unknown/", {"urn": "900407"}).content.decode()
    response = client.post(
        "/admin/schools/add/unknown/", {"urn": "900407", "name": "Hartsmoor School", "type_code": "01"}
    )
    assert response.status_code == 302
    assert SchoolHomePage.objects.get(school__registrations__urn=900407).title == "Hartsmoor School"


def test_central_staff_hold_grants_on_one_ancestor_only(schools_page, home):
    ensure_central_groups()
    granted = GroupPagePermission.objects.filter(group=ensure_central_groups())
    assert set(granted.values_list("page_id", flat=True)) == {Page.get_first_root_node().pk}
