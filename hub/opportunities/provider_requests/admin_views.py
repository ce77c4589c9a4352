"""A school's own list of providers' requests in the admin, and the page that answers one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.opportunities.people.own import own_row, own_rows
from hub.opportunities.provider_requests import services
from hub.opportunities.provider_requests.forms import AcceptForm, RefuseForm
from hub.opportunities.provider_requests.models import ProviderRequest
from hub.opportunities.provider_requests.selectors import by_year
from hub.schools.models import ProviderAccessPage
from hub.schools.provider_access.services import access_page_of

State = ProviderRequest.State
SHOWN = 100


@never_cache
def provider_requests(request: AdminRequest) -> HttpResponse:
    """List what providers ask of the user's own schools, and how many asked, were granted and refused by year."""
    seen = ProviderRequest.objects.exclude(state=State.UNCONFIRMED).select_related("school")
    rows = list(own_rows(seen, request.user))
    context = {
        "waiting": [each for each in rows if each.state == State.WAITING],
        "answered": [each for each in rows if each.state != State.WAITING][:SHOWN],
        "years": by_year(rows),
        "several": len({each.school_id for each in rows}) > 1,
    }
    return render(request, "opportunities/admin/provider_requests.html", context)


@never_cache
def provider_request(request: AdminRequest, request_id: int) -> HttpResponse:
    """Show one request, and take the answer: yes with a day, or no with a published ground."""
    seen = ProviderRequest.objects.exclude(state=State.UNCONFIRMED).select_related("school", "earlier", "answered_by")
    asked = own_row(seen, request.user, request_id)
    page, on = access_page_of(asked.school), timezone.localdate()
    may_answer = page is not None and page.permissions_for_user(request.user).can_edit()
    posted = request.POST if request.method == "POST" and asked.state == State.WAITING and may_answer else None
    accepts = AcceptForm(posted if posted and "accept" in posted else None, asked=asked, page=page, on=on)
    refuses = RefuseForm(posted if posted and "refuse" in posted else None, page=page)
    if page is not None and (accepts.is_bound or refuses.is_bound):
        done = _answered(request, asked, page, accepts, refuses)
        if done is not None:
            return done
    context = {
        "asked": asked,
        "page": page,
        "may_answer": may_answer,
        "accepts": accepts,
        "refuses": refuses,
        "on": on,
        "media": accepts.media + refuses.media,
    }
    status = 400 if accepts.errors or refuses.errors else 200
    return render(request, "opportunities/admin/provider_request.html", context, status=status)


def _answered(
    request: AdminRequest,
    asked: ProviderRequest,
    page: ProviderAccessPage,
    accepts: AcceptForm,
    refuses: RefuseForm,
) -> HttpResponse | None:
    by: dict[str, Any] = {"user": request.user, "at": timezone.now()}
    try:
        if accepts.is_bound and accepts.is_valid():
            words = accepts.cleaned_data["words"]
            services.accept(asked, page=page, meeting=accepts.meeting, words=words, **by)
            messages.success(
                request,
                _("Accepted, and the provider is told. The meeting is in the draft of the page: publish it there."),
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
        if refuses.is_bound and refuses.is_valid():
            services.refuse(asked, ground=refuses.cleaned_data["ground"], words=refuses.cleaned_data["words"], **by)
            messages.success(request, _("Refused, and the provider is told on which ground."))
            return redirect("opportunities_provider_requests")
    except services.NotWaiting:
        messages.error(request, _("Somebody has answered this request already."))
        return redirect("opportunities_provider_request", asked.pk)
    return None
