"""What is held of people: each model says so, the table is made from that, and an address is given and erased."""

import json
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.urls import reverse

from hub.core.personal_data import declared_by, table
from hub.opportunities.letters import stopping
from hub.opportunities.models import Contact, NoLetters, ProviderRequest, Representative
from tests.factories.schools import SchoolFactory
from tests.opportunities.visiting import DAY, employer

ROOMS = ("opportunities", "clusters", "audits", "events")
NAMES = {"name", "email", "e_mail", "telephone", "phone", "mobile", "contact", "owner_words", "to"}
# Names of something that is no person.
OF_NOBODY = {
    "opportunities.Organisation.name": "an organisation",
    "clusters.ClusterPartner.name": "an organisation",
    "events.DayClass.name": "a class",
    "events.Room.name": "a room",
}


def personal_fields(model: type[models.Model]) -> set[str]:
    """Return the fields of a model that look as if they held something of a person."""
    return {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.EmailField)
        or (field.name in NAMES and isinstance(field, models.CharField | models.TextField))
    }


@pytest.mark.parametrize("model", [m for room in ROOMS for m in apps.get_app_config(room).get_models()], ids=str)
def test_each_field_that_holds_something_of_people_says_why_and_how_long(model):
    kept = declared_by(model)
    looks = {name for name in personal_fields(model) if f"{model._meta.label}.{name}" not in OF_NOBODY}
    said = set(kept.fields) if kept else set()
    assert looks <= said, f"{model._meta.label} does not say what these are kept for, or that they are of nobody"
    assert said <= {field.name for field in model._meta.get_fields()}
    assert kept is None or (str(kept.why) and str(kept.how_long))


def test_the_public_table_has_a_line_for_each(client, db):
    html = client.get(reverse("personal_data")).content.decode()
    lines = list(table())
    assert len(lines) >= 8
    for line in lines:
        assert str(line.why).replace("'", "&#x27;") in html and str(line.how_long) in html


@pytest.mark.django_db
def test_an_address_is_given_and_erased_wherever_it_is_held():
    schools: list[Any] = [SchoolFactory(urn=900921), SchoolFactory(urn=900922)]
    school = schools[0]
    employer(email="ada@rye.example")
    for each in schools:
        Contact.objects.create(school=each, name="Ada", email="Ada@Rye.example", kind="firm", consent_on=DAY)
    stays = Contact.objects.create(school=school, name="Eve", email="eve@rye.example", kind="firm", consent_on=DAY)
    common = {"school": school, "institution": "College", "kind": "college", "email": "ada@rye.example", "name": "Ada"}
    answered = ProviderRequest.objects.create(state="refused", **common)
    ProviderRequest.objects.create(state="waiting", **common)
    stopping.stop("ada@rye.example")
    said = StringIO()
    call_command("export_contact", "ADA@rye.example", stdout=said)
    told = json.loads(said.getvalue())
    assert set(told) == {"offers_and_visits", "contacts", "access_requests", "wants_no_letters"}
    assert len(told["contacts"]) == 2
    call_command("erase_contact", "ADA@rye.example", stdout=said)
    assert list(Contact.objects.all()) == [stays] and not Representative.objects.exists()
    assert ProviderRequest.objects.get() == answered and ProviderRequest.objects.get().email == ""
    assert not NoLetters.objects.exists()
    for command in ("export_contact", "erase_contact"):
        with pytest.raises(CommandError, match="Nothing is held"):
            call_command(command, "ada@rye.example", stdout=said)
