"""The hub's staff decide on what the register says of public schools, and on files that have lost schools."""

import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.models import User
from hub.accounts.requests import AdminRequest, RequestUser
from hub.schools.microsites.closing_views import may_close_schools
from hub.schools.microsites.reregistering import RegistrationError, take_over
from hub.schools.register.changes import RegisterChange, settled
from hub.schools.register.importing.decisions import write_borough, write_school

Kind = RegisterChange.Kind
PER_PAGE = 50


class DecisionError(ValueError):
    """A change cannot be made as asked; the message is for the person who asked."""


def may_decide_register(user: RequestUser) -> bool:
    """Tell whether `user` decides what of the register is believed: the hub's own staff."""
    return may_close_schools(user)


@never_cache
def register_view(request: AdminRequest) -> HttpResponse:
    """List what waits, and accept or refuse one of it."""
    if not may_decide_register(request.user):
        raise PermissionDenied
    if request.method == "POST":
        _decide(request)
        return redirect("schools_register")
    waiting = RegisterChange.objects.filter(decision=RegisterChange.Decision.WAITING)
    decided = RegisterChange.objects.exclude(decision=RegisterChange.Decision.WAITING)
    related = ("school", "borough", "decided_by")
    context = {
        "waiting": Paginator(waiting.select_related(*related), PER_PAGE).get_page(request.GET.get("p")),
        "decided": decided.select_related(*related).order_by("-decided_at", "-pk")[:PER_PAGE],
    }
    return render(request, "schools/admin/register/changes.html", context)


def _decide(request: AdminRequest) -> None:
    number, accepted = request.POST.get("change", ""), "accept" in request.POST
    change = RegisterChange.objects.filter(pk=int(number) if number.isdecimal() else 0).first()
    if change is None or change.decision != RegisterChange.Decision.WAITING:
        messages.warning(request, _("That was decided already, or the register no longer says so."))
        return
    try:
        decide(change, accepted=accepted, user=request.user, at=timezone.now())
    except DecisionError as error:
        messages.error(request, str(error))
        return
    _say(request, change, accepted=accepted)


def _say(request: HttpRequest, change: RegisterChange, *, accepted: bool) -> None:
    words = _("Accepted: %s.") if accepted else _("Refused: %s. The same file does not ask again.")
    messages.success(request, words % change)


@transaction.atomic
def decide(change: RegisterChange, *, accepted: bool, user: User | None, at: datetime.datetime) -> None:
    """Accept or refuse `change`. What is accepted is written; what is refused is not asked again.

    Raises:
        DecisionError: when it can no longer be written; then it still waits.
    """
    waiting = RegisterChange.objects.select_for_update().filter(decision=RegisterChange.Decision.WAITING)
    held = waiting.filter(pk=change.pk).first()
    if held is None:
        raise DecisionError(_("That was decided already, or the register no longer says so."))
    if accepted:
        _write(held, timezone.localdate(at))
    settled(held, accepted=accepted, user=user, at=at)


def _write(change: RegisterChange, today: datetime.date) -> None:
    if change.kind == Kind.SCHOOL:
        write_school(change, today=today)
    elif change.kind == Kind.BOROUGH:
        write_borough(change, today=today)
    elif change.school is not None and change.urn is not None:
        since = change.rows[0]["registration"].get("starts_on")
        try:
            take_over(school=change.school, urn=change.urn, on=datetime.date.fromisoformat(since) if since else None)
        except RegistrationError as error:
            raise DecisionError(str(error)) from error
