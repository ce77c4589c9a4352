"""The public addresses of a list. Each reads the list from its own query; nothing is stored."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from resources.my_list.address import MOST, ListAddress
from resources.my_list.page import ListPage
from resources.my_list.pasted import items_at
from resources.my_list.reading import read


@require_safe
def my_list(request: HttpRequest) -> HttpResponse:
    """Show the list that the address holds. `add` is an address that somebody pasted: what it names joins the list."""
    asked = ListAddress.parse(request.GET)
    pasted = request.GET.get("add", "").strip()
    if not pasted:
        return shown(request, asked)
    more = items_at(pasted, request)
    if more:
        grown = asked.with_more(more)
        if not grown.left_off:
            return HttpResponseRedirect(f"{reverse('my_list')}?{grown.query}")
        return shown(
            request,
            asked,
            add_error=_("A list holds %(most)s entries: take one off first.") % {"most": MOST},
            pasted=pasted,
        )
    error = _("No lesson, unit, resource, collection or list of this hub has that address.")
    return shown(request, asked, add_error=error, pasted=pasted)


def shown(request: HttpRequest, asked: ListAddress, **errors: str) -> HttpResponse:
    """Return the page of a list; with `errors`, what was wrong at which field, and what was typed there."""
    context = {"view": ListPage(asked, read(asked), request), **errors}
    return render(request, "resources/my_list/page.html", context, status=400 if errors else 200)
