"""All that this room holds of an address, whoever it belongs to: given as JSON takes it, and erased."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.forms.models import model_to_dict

from hub.accounts.fields import normalised
from hub.opportunities.models import Contact, NoLetters, ProviderRequest, Representative, SharedContact, UnsentLetter
from hub.opportunities.organisations import held

State = ProviderRequest.State


def everything(email: str) -> dict[str, object]:
    """Return what is held of an address: as somebody who offers, as a school's contact, as a provider, as a reader."""
    found: dict[str, object] = {}
    if person := _person(email):
        found["offers_and_visits"] = held.export(person)
    for name, rows in _rows(email).items():
        if told := [model_to_dict(row) for row in rows]:
            found[name] = told
    return found


@transaction.atomic
def erase_everything(email: str, *, at: datetime.datetime) -> list[str]:
    """Erase it, and return what there was. A provider's request that was answered is emptied, for it is counted."""
    found = list(everything(email))
    if person := _person(email):
        held.erase(person)
    rows = _rows(email)
    rows["contacts"].delete()
    rows["letters_not_sent"].delete()
    rows["wants_no_letters"].delete()
    rows["access_requests"].filter(state__in=(State.UNCONFIRMED, State.WAITING)).delete()
    for asked in rows["access_requests"].all():
        asked.erase(at=at)
    return found


def _person(email: str) -> Representative | None:
    return Representative.objects.select_related("organisation").filter(email=email).first()


def _rows(email: str) -> dict[str, QuerySet[Any]]:
    address = normalised(email)
    return {
        "contacts": Contact.objects.filter(email__iexact=address),
        "contacts_shared": SharedContact.objects.filter(contact__email__iexact=address),
        "access_requests": ProviderRequest.objects.filter(email__iexact=address),
        "letters_not_sent": UnsentLetter.objects.filter(to=address),
        "wants_no_letters": NoLetters.objects.filter(email=address),
    }
