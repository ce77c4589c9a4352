"""What this room gives to lower ones: called once, when the app is ready."""

from hub.core.jobs import register_job
from hub.core.letters import register_sender
from hub.core.sitemaps import register_sitemap
from hub.core.visitors import register_visitors
from hub.opportunities.letters.sending import send
from hub.opportunities.offers import holding
from hub.opportunities.offers.parts import register_part
from hub.opportunities.offers.seo import OfferSitemap
from hub.opportunities.organisations.held import register_held
from hub.opportunities.people import own
from hub.opportunities.provider_requests.selectors import passage
from hub.opportunities.requests import partners
from hub.opportunities.sharing.services import end_parted
from hub.opportunities.visits import own_parts
from hub.opportunities.visits.comers import visitors_of
from hub.schools.annual_report.passages import register_passage
from hub.schools.tenancy.allowed import allow
from hub.schools.tenancy.groups import register_parting


def register() -> None:
    """Register jobs of `tick`, contexts and whatever else lower rooms ask for."""
    allow(own.ADDRESSES)
    register_sender(send)
    register_parting(end_parted)
    register_parting(partners.end_parted)
    register_held(holding.HELD)
    register_held(own_parts.HELD)
    register_part(own_parts.PART)
    register_visitors(visitors_of)
    register_passage(passage)
    register_sitemap("offers", OfferSitemap)
    register_job("tend_offers", daily=True)
    register_job("erase_ended")
    register_job("remind_of_visits")
    register_job("send_letters")
