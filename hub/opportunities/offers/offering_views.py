"""Pages of somebody who offers without a password: the form, what happens next, and the mailed link's button."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.guessing import in_words
from hub.core.page_context import Context
from hub.opportunities.offers import offering
from hub.opportunities.offers.forms import ComeInForm, NewOfferForm
from hub.opportunities.organisations import limits, links, sessions
from hub.opportunities.organisations.domains import masked
from hub.opportunities.organisations.links import Followed, State
from hub.opportunities.organisations.models import MailedLink

Purpose = MailedLink.Purpose
PAGES = "pages/opportunities"
STATUS = {State.GOOD: 200, State.USED: 410, State.OLD: 410, State.UNKNOWN: 404}
_log = logging.getLogger(__name__)


# Exempt, here and below, because a token would need a cookie and visitors get none; `check_origin` keeps other sites
# from sending in a visitor's name.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Show the one form of an employer, and mail the link that confirms it."""
    if request.method != "POST":
        return _offer_page(request, NewOfferForm(on=timezone.localdate()), 200)
    sessions.check_origin(request)
    form = NewOfferForm(request.POST, on=timezone.localdate())
    if not form.is_valid():
        return _offer_page(request, form, 400)
    if form.cleaned_data["website"]:  # a program
        return redirect("opportunities_sent")
    wait = limits.before_mail(request, form.cleaned_data["email"])
    if wait:
        return _offer_page(request, form, 429, note=too_often(wait), wait=wait)
    try:
        offering.ask(form, request.POST, language=get_language() or "en")
    except OSError:
        _log.exception("the link that confirms an offer was not sent")
        return _offer_page(request, form, 503, note=not_sent())
    return redirect("opportunities_sent")


def too_often(seconds: int) -> str:
    """Return what is said to somebody who has asked for mail too often."""
    return _("That is often in a short time. Please wait %(time)s and send it again.") % {"time": in_words(seconds)}


def not_sent() -> str:
    """Return what is said while the mail server is away."""
    return _("We cannot send mail at the moment. What you typed is still here: please send it again in ten minutes.")


def _offer_page(
    request: HttpRequest, form: NewOfferForm, status: int, *, note: str = "", wait: int = 0
) -> HttpResponse:
    response = render(request, f"{PAGES}/offer_form.html", {"form": form, "note": note}, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say what happens next; the same for every address."""
    return render(request, f"{PAGES}/sent.html", {"minutes": links.LINK_MINUTES})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Show the offer behind a mailed link with a button; the button writes it and lets its sender in."""
    found = follow(request, Purpose.OFFER)
    if isinstance(found, HttpResponse):
        return found
    form = offering.form_of(found)
    if not form.is_valid():  # a term was retired within the half hour
        return _dead(request, State.OLD)
    if request.method != "POST":
        context = {"title": form.cleaned_data["title"], "masked": masked(found.email), "token": token(request)}
        return render(request, f"{PAGES}/confirm.html", context)
    confirmed = offering.confirm(found, form, at=timezone.now())
    if confirmed is None:
        return _dead(request, State.USED)
    response = redirect("opportunities_manage")
    sessions.come_in(request, response, confirmed.person)
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and send a link to it if it is known; say the same if it is not."""
    form = ComeInForm(request.POST or None)
    to = sessions.own_path((request.POST if request.method == "POST" else request.GET).get("next", ""))
    context: Context = {"form": form, "next": to}
    if request.method != "POST":
        return render(request, f"{PAGES}/come_in.html", context)
    sessions.check_origin(request)
    if not form.is_valid():
        return render(request, f"{PAGES}/come_in.html", context, status=400)
    email = form.cleaned_data["email"]
    if form.cleaned_data["website"]:
        return redirect("opportunities_sent")
    wait = limits.before_mail(request, email)
    if wait:
        response = render(request, f"{PAGES}/come_in.html", {**context, "note": too_often(wait)}, status=429)
        response["Retry-After"] = str(wait)
        return response
    try:
        offering.ask_to_come_in(email, language=get_language() or "en", to=to)
    except OSError:  # said to nobody: the answer would tell that the address is known
        _log.exception("a link to come in was not sent")
    return redirect("opportunities_sent")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Show a button behind a mailed link; the button lets the person in."""
    found = follow(request, Purpose.COME_IN)
    if isinstance(found, HttpResponse):
        return found
    if request.method != "POST":
        return render(request, f"{PAGES}/enter.html", {"masked": masked(found.email), "token": token(request)})
    to = sessions.own_path(str(found.posted.get("next", "")))
    person = offering.enter(found, at=timezone.now())
    if person is None:
        return _dead(request, State.USED)
    response = redirect(to or "opportunities_manage")
    sessions.come_in(request, response, person)
    return response


def token(request: HttpRequest) -> str:
    """Return what a mailed link carries: in the address, and in the form behind its button."""
    return (request.POST if request.method == "POST" else request.GET).get("link", "")


def follow(request: HttpRequest, purpose: str) -> MailedLink | HttpResponse:
    """Return the good link that was followed, or the page that says why there is none."""
    wait = limits.too_many_links(request)
    if wait:
        response = render(request, f"{PAGES}/link_dead.html", {"note": too_often(wait)}, status=429)
        response["Retry-After"] = str(wait)
        return response
    sessions.check_origin(request)
    found: Followed = links.followed(token(request), purpose=purpose, at=timezone.now())
    return found.link if found.link is not None else _dead(request, found.state)


def _dead(request: HttpRequest, state: State) -> HttpResponse:
    context = {"state": state.value, "minutes": links.LINK_MINUTES}
    return render(request, f"{PAGES}/link_dead.html", context, status=STATUS[state])
