from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import MailedLink, Organisation, Representative
from hub.opportunities.provider_requests.models import ProviderRequest

__all__ = [
    "MailedLink",
    "Offer",
    "Organisation",
    "ProviderRequest",
    "Representative",
]
