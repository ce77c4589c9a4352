"""The public directory of offers, and the page of one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.opportunities.offers import selectors, seo
from hub.opportunities.offers.asked import asked
from hub.opportunities.offers.facets import facets
from hub.opportunities.offers.models import Offer
from hub.opportunities.offers.offering_views import PAGES
from hub.opportunities.offers.words import told

PER_PAGE = 20


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """List the public offers that answer the address."""
    wanted = asked(request.GET)
    on = timezone.localdate()
    offers = Paginator(selectors.found(wanted, on=on), PER_PAGE).get_page(request.GET.get("page"))
    title, description = _("Offers from employers"), _("What London’s employers and colleges offer to schools.")
    context = {
        "asked": wanted,
        "facets": facets(wanted, on=on),
        "found": offers,
        "told": [told(offer) for offer in offers],
        "meta": seo.directory_meta(title, description, request),
    }
    return render(request, f"{PAGES}/directory.html", context)


@require_safe
def page(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Show one public offer: what a teacher needs in order to decide, and the button that asks for it."""
    offer = Offer.objects.public(on=timezone.localdate()).with_terms().filter(pk=offer_id).first()
    if offer is None:
        raise Http404("no such offer is public")
    context = {
        "offer": offer,
        "told": told(offer),
        "meta": seo.offer_meta(offer, request),
        "graph": seo.graph(offer, request),
    }
    return render(request, f"{PAGES}/offer.html", context)
