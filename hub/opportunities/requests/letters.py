"""The letter that tells an organisation of a request to it alone."""

from django.urls import reverse
from django.utils import translation

from hub.opportunities.letters.sending import Letter, absolute
from hub.opportunities.organisations.models import Representative
from hub.opportunities.requests.models import VisitRequest


def to_organisation(asked: VisitRequest) -> list[Letter]:
    """Return a letter to whoever made the offer, else to each who speaks for the organisation."""
    people = Representative.objects.filter(organisation=asked.organisation_id, confirmed_at__isnull=False)
    if asked.offer and asked.offer.contact_id:
        people = people.filter(pk=asked.offer.contact_id)
    return [
        Letter(
            name="request_to_organisation",
            to=person.email,
            language=person.language,
            context={"asked": asked, "school": asked.school, "link": _address(person, asked)},
            key=f"visit-request-{asked.pk}-{person.pk}",
        )
        for person in people
    ]


def _address(person: Representative, asked: VisitRequest) -> str:
    with translation.override(person.language):
        return absolute(reverse("opportunities_manage_request", args=[asked.pk]))
