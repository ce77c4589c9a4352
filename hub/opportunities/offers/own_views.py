"""The pages of somebody who has come in by a mailed link: their offers, their organisation, and all that is theirs."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.opportunities.offers import checking, lifecycle
from hub.opportunities.offers.forms import OfferForm, OrganisationForm
from hub.opportunities.offers.models import Offer
from hub.opportunities.offers.offering_views import PAGES
from hub.opportunities.offers.parts import parts_for
from hub.opportunities.organisations import held, logos, sessions
from hub.opportunities.organisations.models import Representative
from hub.opportunities.organisations.sessions import for_representatives

# What the page says after something was done, by the word in its address.
DONE = {
    "saved": lambda: _("Saved."),
    "renewed": lambda: _("Renewed: the offer is public for six more months."),
    "withdrawn": lambda: _("Withdrawn: nobody sees the offer until you renew it."),
    "again": lambda: _("Sent: the hub looks at your organisation once more."),
    "expired": lambda: _("Its closing date has passed: give a new one, then renew it."),
    "waiting": lambda: _("Saved. It is public as soon as the hub has checked your organisation."),
}


def own_offers(person: Representative) -> QuerySet[Offer]:
    """Return the offers whose contact a person is: no others are theirs to change."""
    return Offer.objects.filter(contact=person, organisation=person.organisation_id)


@for_representatives
@require_safe
def manage(request: HttpRequest, person: Representative) -> HttpResponse:
    """List a person's own offers, and say how the organisation stands."""
    done = DONE.get(request.GET.get("done", ""))
    of_others = person.organisation.offers.exclude(contact=person).select_related("contact")
    context = {
        "person": person,
        "organisation": person.organisation,
        "offers": own_offers(person).order_by("-pk"),
        "of_others": of_others.order_by("-pk"),
        "parts": parts_for(person),
        "done": done() if done else "",
        "on": timezone.localdate(),
    }
    return render(request, f"{PAGES}/manage.html", context)


@for_representatives
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, person: Representative) -> HttpResponse:
    """Offer one thing more: no letter is needed, the person is known."""
    form = OfferForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        offer = form.write(Offer(organisation=person.organisation, contact=person))
        lifecycle.publish(offer, on=timezone.localdate())
        return _done("saved" if offer.organisation.is_approved else "waiting")
    status = 400 if request.method == "POST" else 200
    return render(request, f"{PAGES}/edit.html", {"form": form, "person": person}, status=status)


@for_representatives
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, person: Representative, offer_id: int) -> HttpResponse:
    """Change an offer of one's own. Its last day stays: renewing is a button of its own."""
    offer = get_object_or_404(own_offers(person).select_related("organisation"), pk=offer_id)
    form = OfferForm(request.POST or None, on=timezone.localdate(), offer=offer)
    if request.method == "POST" and form.is_valid():
        form.write(offer)
        return _done("saved")
    status = 400 if request.method == "POST" else 200
    return render(request, f"{PAGES}/edit.html", {"form": form, "person": person, "offer": offer}, status=status)


@for_representatives
@require_POST
def renew(request: HttpRequest, person: Representative, offer_id: int) -> HttpResponse:
    """Make an offer of one's own public for six more months."""
    offer = get_object_or_404(own_offers(person).select_related("organisation"), pk=offer_id)
    lifecycle.publish(offer, on=timezone.localdate())
    return _done("renewed" if offer.status == Offer.Status.PUBLIC else offer.status)


@for_representatives
@require_POST
def withdraw(request: HttpRequest, person: Representative, offer_id: int) -> HttpResponse:
    """Take an offer of one's own off the public pages."""
    lifecycle.withdraw(get_object_or_404(own_offers(person), pk=offer_id))
    return _done("withdrawn")


@for_representatives
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, person: Representative) -> HttpResponse:
    """Change what the organisation says of itself, its logo, and send it to be checked again."""
    own = person.organisation
    form = OrganisationForm(request.POST or None, organisation=own)
    problem = ""
    if request.method == "POST" and form.is_valid():
        problem = logos.change(own, request)
        if not problem:
            form.save()
            again = "again" in request.POST and checking.send_again(own, at=timezone.now())
            return _done("again" if again else "saved")
    context = {"form": form, "organisation": own, "person": person, "logo_problem": problem}
    return render(request, f"{PAGES}/organisation.html", context, status=400 if request.method == "POST" else 200)


@for_representatives
@require_safe
def data(request: HttpRequest, person: Representative) -> HttpResponse:
    """Give all that is held about a person as a file."""
    response = JsonResponse(
        held.export(person), encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="what-the-hub-holds.json"'
    return response


@for_representatives
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, person: Representative) -> HttpResponse:
    """Ask whether all of it should go, and erase it."""
    if request.method != "POST":
        context = {
            "person": person,
            "offers": own_offers(person),
            "last": person.organisation.representatives.count() == 1,
        }
        return render(request, f"{PAGES}/erase.html", context)
    held.erase(person)
    response = redirect("opportunities_erased")
    sessions.forget(response)
    return response


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say that nothing is held any longer."""
    return render(request, f"{PAGES}/erased.html")


@for_representatives
@require_POST
def leave(request: HttpRequest, person: Representative) -> HttpResponse:
    """End the session, on every browser."""
    response = redirect("opportunities_directory")
    sessions.leave(response, person)
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def renew_by_letter(request: HttpRequest) -> HttpResponse:
    """Renew the offer that a letter is about: by its button, for programs that look into mail follow every link."""
    sessions.check_origin(request)
    token = (request.POST if request.method == "POST" else request.GET).get("offer", "")
    on = timezone.localdate()
    offer = lifecycle.renewal_of(token, on=on)
    if offer is None:
        return render(request, f"{PAGES}/renew.html", {"offer": None}, status=410)
    if request.method != "POST":
        return render(request, f"{PAGES}/renew.html", {"offer": offer, "token": token})
    lifecycle.publish(offer, on=on)
    return render(request, f"{PAGES}/renew.html", {"offer": offer, "renewed": True})


def _done(what: str) -> HttpResponse:
    return redirect(f"{reverse('opportunities_manage')}?done={what}")
