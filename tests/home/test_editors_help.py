"""The help for editors says something of every field of the form, and only of fields that there are."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.models import Page

from curriculum.blocks import LessonBlock
from hub.accounts.models import User
from hub.home.editors_help import TOPICS, topic
from hub.schools.careers.models.programme import ActivityRow
from hub.schools.models import Role
from hub.schools.tenancy.hub_roles import appoint
from hub.schools.tenancy.models import HubKind
from hub.schools.tenancy.provisioning import create_school, ensure_central_groups
from tests.factories.careers import CareersPageFactory
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory

# Wagtail's own, below a heading of their own.
WAGTAILS = {"slug", "seo_title", "search_description", "show_in_menus", "go_live_at", "expire_at", "comments"}
# Who writes what.
WRITES = {"editor": {"unit", "careers-page"}, "leader": {"careers-page"}, "moderator": {"unit"}}


def fields_of(panels: Iterator[Panel] | list[Panel]) -> Iterator[str]:
    for panel in panels:
        if isinstance(panel, InlinePanel):
            yield panel.relation_name
        elif isinstance(panel, FieldPanel):
            yield panel.field_name
        else:
            yield from fields_of(getattr(panel, "children", []))


def said(key: str) -> set[str]:
    return {entry.name for section in topic(key).sections for entry in section.entries}


@pytest.mark.parametrize(("key", "model"), TOPICS.items())
def test_every_field_of_the_form_is_there(key: str, model: type[Page]) -> None:
    handler: Any = model.get_edit_handler()  # type: ignore[attr-defined]
    assert set(fields_of([handler])) - WAGTAILS - said(key) == set()


def test_every_field_of_a_lesson_and_of_a_row_is_there() -> None:
    assert set(LessonBlock().child_blocks) <= said("unit")
    # A lesson of a unit is chosen in the table of the programme.
    assert {field.name for field in ActivityRow._meta.fields} - {"lesson"} <= said("careers-page")


@pytest.mark.parametrize("key", TOPICS)
def test_each_entry_is_whole_and_names_its_field_as_the_form_does(key: str) -> None:
    entries = [entry for section in topic(key).sections for entry in section.entries]
    assert all(entry.why and entry.good and entry.faults for entry in entries)
    labels = {"unit": "Employer ask", "careers-page": "When to ring"}
    assert labels[key] in {entry.label for entry in entries}


def test_whoever_opens_the_admin_reads_it_and_nobody_else(client: Client, home: Page, db: None) -> None:
    SchoolIndexPageFactory(parent=home)
    made = create_school(urn=900841, name="Alder Lane School", type_code="01", low_age=11, high_age=18)
    leader = User.objects.create_user("leader@alder.example", "secret")
    staff(leader, made, Role.CAREERS_LEADER)
    address = reverse("editors_help", args=["careers-page"])
    assert client.get(address).status_code == 302
    client.force_login(leader)
    html = client.get(address).content.decode()
    assert "Careers leader&#x27;s telephone" in html and "sample" in html
    assert client.get(reverse("editors_help", args=["nothing"])).status_code == 404
    page = CareersPageFactory(parent=made.home, live=False)
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("editors_help", args=["unit"]) in client.get(reverse("wagtailadmin_home")).content.decode()


def beside_the_name(client: Client) -> str:
    """Return what the dashboard says beside the name of who is signed in."""
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    begins = html.index('class="hub-account"')
    return html[begins : html.index("</ul>", begins)]


def test_the_dashboard_leads_each_to_the_help_on_what_they_write(client: Client, home: Page, db: None) -> None:
    SchoolIndexPageFactory(parent=home)
    made = create_school(urn=900843, name="Cedar Lane School", type_code="01", low_age=11, high_age=18)
    people = {name: User.objects.create_user(f"{name}@cedar.example", "secret") for name in WRITES}
    staff(people["leader"], made, Role.CAREERS_LEADER)
    people["editor"].groups.add(ensure_central_groups())
    appoint(people["moderator"], HubKind.MODERATOR)
    for name, person in people.items():
        client.force_login(person)
        said = beside_the_name(client)
        assert {key for key in TOPICS if reverse("editors_help", args=[key]) in said} == WRITES[name], name
        assert reverse("wagtailadmin_account") in said and "guide" not in said
