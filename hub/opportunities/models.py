from hub.opportunities.contacts.models import Contact
from hub.opportunities.letters.models import NoLetters, UnsentLetter
from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import MailedLink, Organisation, Representative
from hub.opportunities.provider_requests.models import ProviderRequest
from hub.opportunities.requests.models import VisitRequest
from hub.opportunities.visits.models import Feedback, ProposedDay, Visit, VisitMessage

__all__ = [
    "Contact",
    "Feedback",
    "MailedLink",
    "NoLetters",
    "Offer",
    "Organisation",
    "ProposedDay",
    "ProviderRequest",
    "Representative",
    "UnsentLetter",
    "Visit",
    "VisitMessage",
    "VisitRequest",
]
