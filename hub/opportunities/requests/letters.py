"""The letters that tell an organisation of a request to it alone, and a school that it may take part in one."""

from django.urls import reverse
from django.utils import translation

from hub.opportunities.letters.sending import Letter, absolute
from hub.opportunities.organisations.models import Representative
from hub.opportunities.provider_requests.letters import people_told
from hub.opportunities.requests.models import RequestPartner, VisitRequest


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


def to_partner(partner: RequestPartner) -> list[Letter]:
    """Return a letter to each of the people of a school that is asked to take part."""
    asked = partner.request
    link = absolute(reverse("opportunities_joint_request", args=[partner.pk]))
    context = {"asked": asked, "school": asked.school, "link": link}
    return [
        Letter(name="request_together", to=user.email, context=context, key=f"request-partner-{partner.pk}-{number}")
        for number, user in enumerate(people_told(partner.school_id))
    ]


def _address(person: Representative, asked: VisitRequest) -> str:
    with translation.override(person.language):
        return absolute(reverse("opportunities_manage_request", args=[asked.pk]))
