from hub.opportunities.contacts.models import Contact
from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import MailedLink, Organisation, Representative
from hub.opportunities.provider_requests.models import ProviderRequest
from hub.opportunities.requests.models import VisitRequest

__all__ = [
    "Contact",
    "MailedLink",
    "Offer",
    "Organisation",
    "ProviderRequest",
    "Representative",
    "VisitRequest",
]
