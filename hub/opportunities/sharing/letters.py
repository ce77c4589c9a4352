"""The letter that tells a school that a contact is offered to it. It names nobody: the school has not said yes."""

from django.urls import reverse

from hub.opportunities.letters.sending import Letter, absolute
from hub.opportunities.provider_requests.letters import people_told
from hub.opportunities.sharing.models import SharedContact


def offered(share: SharedContact) -> list[Letter]:
    """Return a letter to each of the school's people who is told."""
    context = {
        "who": share.offered_words,
        "offers": share.contact.offers,
        "school": share.contact.school,
        "link": absolute(reverse("opportunities_shared_contacts")),
    }
    return [
        Letter(name="contact_offered", to=user.email, context=context, key=f"shared-contact-{share.pk}-{number}")
        for number, user in enumerate(people_told(share.school_id))
    ]
