"""A school's own requests to employers in the admin: list, add, change, close."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.opportunities.people.own import need_own_schools, own_row, own_rows
from hub.opportunities.requests.beginning import beginning
from hub.opportunities.requests.forms import CloseForm, RequestForm
from hub.opportunities.requests.models import VisitRequest
from hub.opportunities.requests.services import publish

SHOWN = 100


@never_cache
def requests(request: AdminRequest) -> HttpResponse:
    """List what the user's own schools ask of employers."""
    schools = need_own_schools(request.user)
    rows = own_rows(VisitRequest.objects.with_terms(), request.user)[:SHOWN]
    context = {"rows": rows, "several": len(schools) > 1, "on": timezone.localdate()}
    return render(request, "opportunities/admin/requests.html", context)


@never_cache
def add_request(request: AdminRequest) -> HttpResponse:
    """Ask employers; the address may name an offer or a lesson that fills the form."""
    schools, on = need_own_schools(request.user), timezone.localdate()
    begins = beginning(request.GET, on=on)
    new = VisitRequest(
        unit=begins.unit,
        lesson=begins.lesson,
        offer=begins.offer,
        organisation=begins.offer.organisation if begins.offer else None,
        created_by=request.user,
    )
    sent = request.POST if request.method == "POST" else None
    form = RequestForm(sent, instance=new, initial=dict(begins.initial), schools=schools, on=on)
    if form.is_valid():
        publish(form)
        messages.success(request, _("Asked. You are told by mail when somebody answers."))
        return redirect("opportunities_requests")
    return _shown(request, form, new)


@never_cache
def edit_request(request: AdminRequest, request_id: int) -> HttpResponse:
    """Change or close a request that is open, or read one that is closed."""
    asked = own_row(VisitRequest.objects.with_terms(), request.user, request_id)
    schools, on = need_own_schools(request.user), timezone.localdate()
    closing = CloseForm(request.POST if "close" in request.POST else None)
    changed = request.POST if request.method == "POST" and "close" not in request.POST else None
    if request.method == "POST" and asked.state != VisitRequest.State.OPEN:
        raise PermissionDenied
    if closing.is_bound and closing.is_valid():
        asked.close(closing.cleaned_data["reason"], on=on)
        messages.success(request, _("Closed. Employers no longer see it."))
        return redirect("opportunities_requests")
    form = RequestForm(changed, instance=asked, schools=schools, on=on)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("opportunities_requests")
    return _shown(request, form, asked, closing)


def _shown(
    request: AdminRequest, form: RequestForm, asked: VisitRequest, closing: CloseForm | None = None
) -> HttpResponse:
    context = {"form": form, "asked": asked, "closing": closing, "media": form.media}
    wrong = form.errors or (closing and closing.errors)
    return render(request, "opportunities/admin/request.html", context, status=400 if wrong else 200)
