"""The asking school's page of those that take part in its request: ask some more, end it for one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.core.url_keys import key_in
from hub.opportunities.people.own import need_own_schools, own_row
from hub.opportunities.requests import partners
from hub.opportunities.requests.forms import PartnersForm
from hub.opportunities.requests.models import RequestPartner, VisitRequest


@never_cache
def together(request: AdminRequest, request_id: int) -> HttpResponse:
    """Show who takes part in a request of the user's own school, and ask fellow members to."""
    need_own_schools(request.user)
    asked = own_row(VisitRequest.objects.select_related("school"), request.user, request_id)
    if "end" in request.POST:
        partners.end(_partner(asked, request.POST["end"]))
        messages.success(request, _("It takes part no longer."))
        return redirect("opportunities_request_together", asked.pk)
    schools = partners.may_take_part(asked)
    form = PartnersForm(request.POST if request.method == "POST" else None, schools=schools)
    if form.is_valid():
        made = partners.ask(asked, form.cleaned_data["schools"], user=request.user, on=timezone.localdate())
        words = ngettext("%(n)s school is asked.", "%(n)s schools are asked.", made)
        messages.success(request, words % {"n": made})
        return redirect("opportunities_request_together", asked.pk)
    context = {
        "asked": asked,
        "form": form,
        "may_ask": schools.exists(),
        "partners": asked.partners.select_related("school"),
    }
    status = 400 if form.errors else 200
    return render(request, "opportunities/admin/request_together.html", context, status=status)


def _partner(asked: VisitRequest, text: str) -> RequestPartner:
    return get_object_or_404(asked.partners, pk=key_in(text))
