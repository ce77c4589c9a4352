"""Who has come in by a mailed link: a signed cookie for the employer's own pages, never a user of the hub.

It lasts two hours, and is worth nothing once the person has left on any browser or has been erased.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from hub.core import client_address
from hub.opportunities.organisations.models import Representative, new_secret

COOKIE = "hub_employer"
SECONDS = 2 * 3600
LONGEST_PATH = 200
OwnView = Callable[..., HttpResponse]


def come_in(request: HttpRequest, response: HttpResponse, person: Representative) -> None:
    """Let the browser that gets `response` act for a person on the employer's pages."""
    for name, path in _cookies():
        response.set_signed_cookie(
            name,
            f"{person.pk}:{person.session_key}",
            salt=COOKIE,
            max_age=SECONDS,
            path=path,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )


def leave(response: HttpResponse, person: Representative) -> None:
    """End every session of a person, on this browser and on others."""
    Representative.objects.filter(pk=person.pk).update(session_key=new_secret())
    forget(response)


def forget(response: HttpResponse) -> None:
    """Take the cookie off the browser."""
    for name, path in _cookies():
        response.delete_cookie(name, path=path, samesite="Lax")


def representative_of(request: HttpRequest) -> Representative | None:
    """Return who has come in by a link and is still in; None for anybody else."""
    values = (request.get_signed_cookie(name, default="", salt=COOKIE, max_age=SECONDS) for name, _path in _cookies())
    key, _colon, secret = (next(filter(None, values), None) or "").partition(":")
    if not key.isdecimal():
        return None
    people = Representative.objects.select_related("organisation").filter(confirmed_at__isnull=False)
    person = people.filter(pk=int(key)).first()
    return person if person and constant_time_compare(person.session_key, secret) else None


def for_representatives(view: Callable[Concatenate[HttpRequest, Representative, ...], HttpResponse]) -> OwnView:
    """Make `view(request, person, ...)` one of the employer's own pages: everybody else is asked for a link.

    There is no token in its forms, which would need a cookie of its own: what is posted must come from this host.
    """

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = representative_of(request)
        if person is None:
            response: HttpResponse = redirect(_asked_for_a_link(request))
            forget(response)
        else:
            check_origin(request)
            response = view(request, person, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return wrapped


def own_path(text: str) -> str:
    """Return `text` if it is the path of one of the employer's own pages, else nothing: nobody is sent elsewhere."""
    inside = any(text.startswith(path) for _name, path in _cookies())
    return text if inside and len(text) <= LONGEST_PATH and text.isprintable() and ".." not in text else ""


def _asked_for_a_link(request: HttpRequest) -> str:
    address = reverse("opportunities_come_in")
    deeper = request.method == "GET" and request.path != reverse("opportunities_manage")
    return f"{address}?{urlencode({'next': request.path})}" if deeper else address


def check_origin(request: HttpRequest) -> None:
    """Refuse what another site sends in a visitor's name.

    Raises:
        PermissionDenied: for a POST that does not come from a page of this host.
    """
    if request.method == "POST" and not client_address.from_here(request):
        raise PermissionDenied(_("Send this from the hub's own page."))


def _cookies() -> list[tuple[str, str]]:
    """Return name and path of the cookie for each language: it goes to the employer's pages and nowhere else.

    They have a name each, because an answer carries one cookie of a name.
    """
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append((f"{COOKIE}_{code}", reverse("opportunities_manage")))
    return found
