"""The hub's queue: organisations whose first offer waits, each decided on one page."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest, RequestUser
from hub.opportunities.offers import checking
from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import Organisation

PER_PAGE = 20
DECIDED = 20


def may_check(user: RequestUser) -> bool:
    """Tell whether `user` checks organisations: the hub's own staff."""
    return user.has_perm("opportunities.change_organisation")


@never_cache
def queue(request: AdminRequest) -> HttpResponse:
    """List what waits, and approve or refuse one of it."""
    if not may_check(request.user):
        raise PermissionDenied
    problem = ""
    if request.method == "POST":
        problem = _decide(request, request.POST.get("organisation", ""))
        if not problem:
            return redirect("opportunities_checks")
    offers = Prefetch("offers", Offer.objects.with_terms().filter(status=Offer.Status.WAITING))
    waiting = Organisation.objects.waiting().prefetch_related(offers, "representatives", "sectors", "boroughs")
    decided = Organisation.objects.filter(decided_at__isnull=False).select_related("decided_by")
    context = {
        "waiting": Paginator(waiting, PER_PAGE).get_page(request.GET.get("p")),
        "decided": decided.order_by("-decided_at", "-pk")[:DECIDED],
        "problem": problem,
    }
    return render(request, "opportunities/admin/checks.html", context, status=400 if problem else 200)


def _decide(request: AdminRequest, key: str) -> str:
    """Decide as asked and say so; return what is wrong with the decision."""
    if not key.isdecimal() or len(key) > 9:
        return _("That was decided already.")
    organisation = get_object_or_404(Organisation, pk=int(key))
    approved = "approve" in request.POST
    try:
        checking.decide(
            organisation,
            approved=approved,
            reason=request.POST.get("reason", "")[: Organisation._meta.get_field("reason").max_length],
            user=request.user,
            at=timezone.now(),
        )
    except checking.DecisionError as error:
        return str(error)
    said = _("Approved: %s. What it offers is public.") if approved else _("Refused: %s. The reason is mailed.")
    messages.success(request, said % organisation)
    return ""
