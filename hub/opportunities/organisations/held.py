"""All that the hub holds about a person who speaks for an organisation: given to them, and erased when they ask.

A sub-room above adds what it keeps of them, in registrations.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from hub.opportunities.letters.models import NoLetters, UnsentLetter
from hub.opportunities.letters.stopping import has_stopped
from hub.opportunities.organisations.models import MailedLink, Representative

Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of thing that is kept of a person: how it is told, and how it goes."""

    name: str
    export: Callable[[Representative], Rows]
    erase: Callable[[Representative], None]


_held: list[Held] = []


def register_held(held: Held) -> None:
    """Register what a sub-room keeps of a person. What is registered later is erased first."""
    if held not in _held:
        _held.append(held)


def export(person: Representative) -> dict[str, object]:
    """Return all that is held about a person, as JSON takes it."""
    organisation = person.organisation
    return {
        "person": {
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "confirmed_at": person.confirmed_at,
            "last_link_at": person.last_link_at,
            "wants_letters": not has_stopped(person.email),
            "letters_not_sent": list(UnsentLetter.objects.filter(to=person.email).values("subject", "text")),
        },
        "organisation": {
            "name": organisation.name,
            "domain": organisation.domain,
            "website": organisation.website,
            "about": organisation.about,
            "sectors": [str(each) for each in organisation.sectors.all()],
            "boroughs": [str(each) for each in organisation.boroughs.all()],
            "online": organisation.online,
            "status": organisation.status,
            "reason": organisation.reason,
            "colleagues": organisation.representatives.exclude(pk=person.pk).count(),
        },
        **{held.name: list(held.export(person)) for held in _held},
    }


@transaction.atomic
def erase(person: Representative) -> None:
    """Erase a person and what is theirs; their organisation too, if nobody else speaks for it."""
    for held in reversed(_held):
        held.erase(person)
    organisation = person.organisation
    MailedLink.objects.filter(email=person.email).delete()
    UnsentLetter.objects.filter(to=person.email).delete()
    NoLetters.objects.filter(email=person.email).delete()
    person.delete()
    if not organisation.representatives.exists():
        if organisation.logo:
            organisation.logo.delete(save=False)
        organisation.delete()
