"""What this room gives to lower ones: called once, when the app is ready."""

from hub.core.jobs import register_job
from hub.opportunities.offers import holding
from hub.opportunities.organisations.held import register_held


def register() -> None:
    """Register jobs of `tick`, contexts and whatever else lower rooms ask for."""
    register_held(holding.HELD)
    register_job("tend_offers", daily=True)
    register_job("erase_ended")
