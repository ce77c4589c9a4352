"""An offer by somebody without a password: it waits with a mailed link, and is written when the link is confirmed."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from hub.opportunities.letters.sending import Letter, Why, address_in, send_now
from hub.opportunities.offers.forms import NewOfferForm
from hub.opportunities.offers.lifecycle import publish
from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations import links
from hub.opportunities.organisations.joining import came_in, join
from hub.opportunities.organisations.models import MailedLink, Organisation, Representative

Purpose = MailedLink.Purpose


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmed link has made: a person, their offer, and whether their organisation is new to the hub."""

    person: Representative
    offer: Offer
    new: bool


def ask(form: NewOfferForm, posted: QueryDict, *, language: str) -> MailedLink:
    """Keep a valid form until its address is confirmed, and mail the link to that address.

    Raises:
        OSError: when the mail server did not take the letter.
    """
    kept = {name: values for name, values in posted.lists() if name in form.fields}
    link = links.make(email=form.cleaned_data["email"], purpose=Purpose.OFFER, language=language, posted=kept)
    context = {"title": form.cleaned_data["title"], "link": _address("opportunities_confirm", link)}
    _send("offer_confirm", link, context)
    return link


def form_of(link: MailedLink) -> NewOfferForm:
    """Return the form that waits with a link, judged as on the day on which it was sent."""
    posted = QueryDict(mutable=True)
    kept: Mapping[str, list[str]] = link.posted
    for name, values in kept.items():
        posted.setlist(name, values)
    return NewOfferForm(posted, on=timezone.localdate(link.created_at))


@transaction.atomic
def confirm(link: MailedLink, form: NewOfferForm, *, at: datetime.datetime) -> Confirmed | None:
    """Write the offer of a valid form whose link is used now; None if somebody else was quicker."""
    if not link.use(at=at):
        return None
    person, new = join(link.email, form.named, language=link.language, at=at)
    organisation = person.organisation
    offer = form.write(Offer(organisation=organisation, contact=person))
    if new:
        organisation.sectors.set(form.cleaned_data["sectors"])
        organisation.boroughs.set(form.cleaned_data["boroughs"])
        Organisation.objects.filter(pk=organisation.pk).update(online=offer.is_online)
    return Confirmed(person, publish(offer, on=timezone.localdate(at)), new)


def ask_to_come_in(email: str, *, language: str, to: str = "") -> None:
    """Mail a link to an address that the hub knows; to any other, nothing. The caller says the same of both.

    `to` is the page that the link leads to; the list of their offers where nothing is said.

    Raises:
        OSError: when the mail server did not take the letter.
    """
    if not Representative.objects.filter(email=email).exists():
        return
    link = links.make(email=email, purpose=Purpose.COME_IN, language=language, posted={"next": to} if to else {})
    _send("offer_come_in", link, {"link": _address("opportunities_enter", link)})


@transaction.atomic
def enter(link: MailedLink, *, at: datetime.datetime) -> Representative | None:
    """Use a link to come in; None if it is used already or the person has been erased meanwhile."""
    if not link.use(at=at):
        return None
    person = Representative.objects.select_related("organisation").filter(email=link.email).first()
    if person is not None:
        came_in(person, at=at)
    return person


def _address(name: str, link: MailedLink) -> str:
    # In the query, which the server's log leaves out.
    return f"{address_in(link.language, name)}?link={links.token_of(link)}"


def _send(name: str, link: MailedLink, context: Mapping[str, object]) -> None:
    given = {**context, "minutes": links.LINK_MINUTES}
    key = f"offer-link-{link.pk}"
    send_now(Letter(name=name, to=link.email, context=given, key=key, language=link.language, why=Why.ASKED))
