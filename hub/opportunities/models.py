from hub.opportunities.contacts.models import Contact
from hub.opportunities.letters.models import NoLetters, UnsentLetter
from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import MailedLink, Organisation, Representative
from hub.opportunities.provider_requests.models import ProviderRequest
from hub.opportunities.requests.models import RequestPartner, VisitRequest
from hub.opportunities.sharing.models import SharedContact
from hub.opportunities.visits.models import Feedback, PartnerActivity, ProposedDay, Visit, VisitMessage

__all__ = [
    "Contact",
    "Feedback",
    "MailedLink",
    "NoLetters",
    "Offer",
    "Organisation",
    "PartnerActivity",
    "ProposedDay",
    "ProviderRequest",
    "Representative",
    "RequestPartner",
    "SharedContact",
    "UnsentLetter",
    "Visit",
    "VisitMessage",
    "VisitRequest",
]
