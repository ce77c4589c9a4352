"""The page behind a letter's link that wants no more of them, and the hub's list of letters that did not leave."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.core.url_keys import key_in
from hub.opportunities.letters import stopping
from hub.opportunities.letters.models import UnsentLetter
from hub.opportunities.letters.sending import try_again

SEE = "opportunities.change_offer"
PER_PAGE = 50


# Exempt, and asked by no origin: a mail program's own button posts here (RFC 8058). A GET changes nothing, for programs
# that look into mail follow every link.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """Show a button that stops letters to the address of a mailed link, or one that lets them come again."""
    token = request.GET.get("to", "")
    email = stopping.address_of(token)
    if not email:
        return render(request, "pages/opportunities/letters.html", {"email": ""}, status=404)
    done = ""
    if request.method == "POST":
        again = "again" in request.POST
        (stopping.start if again else stopping.stop)(email)
        done = "again" if again else "stopped"
    context = {"email": email, "token": token, "done": done, "has_stopped": stopping.has_stopped(email)}
    return render(request, "pages/opportunities/letters.html", context)


@never_cache
def unsent(request: AdminRequest) -> HttpResponse:
    """List the letters that the mail server has not taken, and try one again or delete it."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    tried = UnsentLetter.objects.exclude(attempts=0)
    if request.method == "POST":
        one = tried.filter(pk=key_in(request.POST.get("letter", ""))).first()
        if one is not None and "delete" in request.POST:
            one.delete()
            messages.success(request, _("Deleted."))
        elif one is not None:
            try_again(one, at=timezone.now())
            messages.success(request, _("It is tried again within five minutes."))
        return redirect("opportunities_unsent")
    found = Paginator(tried.order_by("-given_up_at", "next_at", "pk"), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "opportunities/admin/letters.html", {"letters": found})
