"""What the pages of the labour market show, registered for `LabourMarketPage`."""

from django.http import HttpRequest

from hub.core.page_context import Context
from hub.labour_market.models import LabourMarketPage


def labour_market_context(
    page: LabourMarketPage, request: HttpRequest, *, kind: str = "london", slug: str = "", **kwargs: object
) -> Context:
    """Return the profile of the page or of one of its parts, None where there is no such part."""
    return {"profile": None}
