"""The public pages on which a provider asks a school, and confirms that it was the one that asked."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub.core import client_address
from hub.opportunities.provider_requests import services
from hub.opportunities.provider_requests.forms import WISHES, AskForm
from hub.opportunities.provider_requests.letters import CONFIRM_MINUTES
from hub.opportunities.provider_requests.models import KEPT_DAYS, ProviderRequest
from hub.schools.duties.published import in_english
from hub.schools.microsites.forms import years_taught
from hub.schools.models import ProviderAccessPage

AGAIN_SECONDS = KEPT_DAYS * 24 * 3600


# Exempt, because a token would need a cookie and visitors get none; `client_address.from_here` keeps other sites from
# asking in a visitor's name, and nothing is shown to the school before the mailed link has been opened.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form to a provider and take what it asks; `again` in the address names the request that was refused."""
    page = _page_of(slug)
    earlier = _earlier(request.GET.get("again", ""), page)
    on = timezone.localdate()
    taught = years_taught(page.school, on)
    if request.method != "POST":
        return _answer(request, page, AskForm(taught=taught, on=on, initial=_initial(earlier)), earlier=earlier)
    form = AskForm(request.POST, taught=taught, on=on)
    if not client_address.from_here(request):
        return _answer(request, page, form, 403, _("Send a request from the school’s own page."), earlier)
    if not form.is_valid():
        return _answer(request, page, form, 400, earlier=earlier)
    if not form.is_from_a_program:
        try:
            services.ask(
                page.school,
                form.values,
                earlier=earlier,
                language=get_language() or "",
                address=client_address.address_of(request),
                at=timezone.now(),
            )
        except services.TooMany:
            return _answer(request, page, form, 429, _("That is many requests at once. Try again later."), earlier)
    return HttpResponseRedirect(f"{request.path}?sent=1")


def _page_of(slug: str) -> ProviderAccessPage:
    pages = in_english(ProviderAccessPage).public().filter(school__slug=slug).select_related("school")
    return get_object_or_404(pages[:1])


def _earlier(token: str, page: ProviderAccessPage) -> ProviderRequest | None:
    asked = services.named_by(token, "again", seconds=AGAIN_SECONDS) if token else None
    refused = asked is not None and asked.state == ProviderRequest.State.REFUSED
    return asked if asked is not None and refused and asked.school_id == page.school_id else None


def _initial(earlier: ProviderRequest | None) -> dict[str, object]:
    """Return what a provider that asks again wrote the first time; the days are asked anew."""
    if earlier is None:
        return {}
    return {name: getattr(earlier, name) for name in AskForm.base_fields if name not in (*WISHES, "website")}


def _answer(
    request: HttpRequest,
    page: ProviderAccessPage,
    form: AskForm,
    status: int = 200,
    note: str = "",
    earlier: ProviderRequest | None = None,
) -> HttpResponse:
    context = {
        "page": page,
        "school": page.school,
        "form": form,
        "note": note,
        "earlier": earlier,
        "sent": "sent" in request.GET,
        "minutes": CONFIRM_MINUTES,
    }
    return render(request, "pages/opportunities/provider_ask.html", context, status=status)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show whose request a link confirms, and confirm it when the button is pressed: mail scanners open links, too."""
    asked = services.named_by(token, "confirm", seconds=CONFIRM_MINUTES * 60)
    is_new = asked is not None and asked.state == ProviderRequest.State.UNCONFIRMED
    if asked is not None and request.method == "POST":
        if not client_address.from_here(request):
            raise Http404("confirmed from the mailed link only")
        if services.confirm(asked, at=timezone.now()):
            return HttpResponseRedirect(f"{reverse('opportunities_provider_confirm', args=[token])}?done=1")
    context = {"asked": asked, "is_new": is_new, "done": "done" in request.GET and not is_new}
    status = 200 if is_new or context["done"] else 410
    return render(request, "pages/opportunities/provider_confirm.html", context, status=status)
