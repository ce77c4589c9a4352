"""For whom a confirmed address speaks: by its person, by its domain, or for an organisation that is new."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from hub.opportunities.organisations.domains import domain_of
from hub.opportunities.organisations.models import Organisation, Representative


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody says of themselves and of their organisation."""

    name: str
    organisation: str
    website: str = ""
    about: str = ""


@transaction.atomic
def join(email: str, named: Named, *, language: str, at: datetime.datetime) -> tuple[Representative, bool]:
    """Return the person behind a confirmed address, and whether their organisation is new to the hub.

    What is said of an organisation that the hub knows changes nothing of it.
    """
    person = Representative.objects.select_related("organisation").filter(email=email).first()
    if person is None:
        organisation, new = _organisation(domain_of(email), named, at)
        person = Representative(organisation=organisation, email=email, name=named.name, language=language)
    else:
        new = False
    person.language = language
    came_in(person, at=at)
    return person, new


def came_in(person: Representative, *, at: datetime.datetime) -> None:
    """Note that a person has come in by a link: their address is confirmed."""
    person.confirmed_at = person.confirmed_at or at
    person.last_link_at = at
    person.save()


def _organisation(domain: str, named: Named, at: datetime.datetime) -> tuple[Organisation, bool]:
    values = {
        "name": named.organisation,
        "website": named.website,
        "about": named.about,
        "status": Organisation.Status.WAITING,
        "waiting_since": at,
    }
    if not domain:
        return Organisation.objects.create(**values), True
    # Two of one domain at the same moment: the database lets one of them be first.
    return Organisation.objects.get_or_create(domain=domain, defaults=values)
