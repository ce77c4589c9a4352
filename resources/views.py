"""Public addresses of the library that are not pages."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub.core import client_address
from resources import services
from resources.forms import ProblemForm
from resources.models import LessonResourcePage


# Exempt, because a token would need a cookie and visitors get none. The view adds one report and changes nothing else;
# `senders.from_here` keeps other sites from sending in a visitor's name.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a report of a problem with a resource; a GET leads back to the form on the resource's page."""
    page = get_object_or_404(LessonResourcePage.objects.live().public(), pk=page_id)
    address = page.get_url(request)
    if request.method != "POST":
        return HttpResponseRedirect(f"{address}#report")
    if not client_address.from_here(request):
        return answer(request, page, ProblemForm(), 403, _("Send a report from the resource's own page."))
    form = ProblemForm(request.POST)
    if not form.is_valid():
        return answer(request, page, form, 400)
    if not form.cleaned_data["website"]:
        try:
            services.report_problem(
                page=page,
                kind=form.cleaned_data["kind"],
                message=form.cleaned_data["message"],
                address=client_address.address_of(request),
            )
        except services.TooManyReports:
            return answer(request, page, form, 429, _("That is many reports at once. Try again in ten minutes."))
    return HttpResponseRedirect(f"{address}?reported=1#report")


def answer(
    request: HttpRequest, page: LessonResourcePage, form: ProblemForm, status: int, note: str = ""
) -> HttpResponse:
    context = {"page": page, "form": form, "note": note}
    return render(request, "resources/report.html", context, status=status)
