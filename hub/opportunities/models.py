from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import MailedLink, Organisation, Representative

__all__ = ["MailedLink", "Offer", "Organisation", "Representative"]
