"""The public list of what schools ask, for employers."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.opportunities.requests.asked import asked, found
from hub.opportunities.requests.models import VisitRequest

PER_PAGE = 20


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """List the open requests that answer the address."""
    wanted = asked(request.GET)
    rows = Paginator(found(wanted, on=timezone.localdate()), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/opportunities/requests.html", {"asked": wanted, "found": rows})


@require_safe
def request_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """Show one open request, and where it is answered. No mail address stands there."""
    rows = VisitRequest.objects.public(on=timezone.localdate()).with_terms()
    return render(request, "pages/opportunities/request.html", {"request_": get_object_or_404(rows, pk=request_id)})
