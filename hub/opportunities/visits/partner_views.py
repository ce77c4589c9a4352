"""Requests of other schools in which the user's own schools take part: read them, their threads and agreed visits."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.core.url_keys import key_in
from hub.opportunities.people.own import need_own_schools
from hub.opportunities.requests import partners
from hub.opportunities.requests.forms import TakePartForm
from hub.opportunities.requests.models import RequestPartner
from hub.opportunities.visits import afterwards
from hub.opportunities.visits.admin_views import put_into_draft
from hub.opportunities.visits.models import PartnerActivity, Visit

State = RequestPartner.State


@never_cache
def joint_requests(request: AdminRequest) -> HttpResponse:
    """List the requests of other schools that wait for the yes of the user's own, or in which they take part."""
    schools = need_own_schools(request.user)
    rows = partners.taken_part_in(request.user)
    context = {
        "asked": [row for row in rows if row.state == State.ASKED],
        "accepted": [row for row in rows if row.state == State.ACCEPTED],
        "several": len(schools) > 1,
    }
    return render(request, "opportunities/admin/joint_requests.html", context)


@never_cache
def joint_request(request: AdminRequest, partner_id: int) -> HttpResponse:
    """Show one, its threads and visits once the school takes part, and take what it answers."""
    need_own_schools(request.user)
    partner = partners.partner_of(request.user, partner_id)
    form = TakePartForm(request.POST if request.POST.get("step") == "accept" else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        return _step(request, partner, form)
    takes_part = partner.state == State.ACCEPTED
    context = {
        "partner": partner,
        "asked": partner.request,
        "form": form,
        "takes_part": takes_part,
        "visits": _visits(partner) if takes_part else [],
        "taken": _taken(partner),
    }
    status = 400 if form.errors else 200
    return render(request, "opportunities/admin/joint_request.html", context, status=status)


def _visits(partner: RequestPartner) -> list[Visit]:
    return list(Visit.objects.filter(request=partner.request_id).prefetch_related("messages"))


def _taken(partner: RequestPartner) -> set[int]:
    own = PartnerActivity.objects.filter(visit__request=partner.request_id, school=partner.school_id)
    return set(own.values_list("visit", flat=True))


def _step(request: AdminRequest, partner: RequestPartner, form: TakePartForm) -> HttpResponse:
    step, on = request.POST.get("step", ""), timezone.localdate()
    try:
        if step == "accept":
            partners.answer(partner, pupils=form.cleaned_data["pupils"], user=request.user, on=on)
            messages.success(request, _("Your school takes part. The asking school leads and writes."))
            return redirect("opportunities_joint_request", partner.pk)
        if step == "decline":
            partners.answer(partner, pupils=None, user=request.user, on=on)
            messages.success(request, _("Your school does not take part."))
        elif step == "leave":
            partners.end(partner)
            messages.success(request, _("Your school takes part no longer."))
        elif step == "programme" and partner.state == State.ACCEPTED:
            return _take_over(request, partner)
        else:
            raise Http404("no such step")
    except partners.Answered:
        messages.error(request, _("This has changed in the meantime. Look at it again."))
    return redirect("opportunities_joint_requests")


def _take_over(request: AdminRequest, partner: RequestPartner) -> HttpResponse:
    visits = Visit.objects.filter(request=partner.request_id)
    visit = get_object_or_404(visits, pk=key_in(request.POST.get("visit", "")))
    take_over = partial(afterwards.take_over, visit, partner.school, user=request.user, at=timezone.now())
    return put_into_draft(request, take_over) or redirect("opportunities_joint_request", partner.pk)
