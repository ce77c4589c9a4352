"""Rate limits for one network, and caching rules for proxies."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.core import client_address

WINDOW_SECONDS = 60
HELD_SECONDS = 60

View = Callable[..., HttpResponse]
Refusal = Callable[[HttpRequest, int], HttpResponse]


def page(request: HttpRequest, seconds: int) -> HttpResponse:
    context = {"title": _("Too many searches"), "lede": sentence(seconds)}
    return render(request, "search/lost.html", context, status=429)


def data(request: HttpRequest, seconds: int) -> HttpResponse:
    return JsonResponse({"error": sentence(seconds)}, status=429)


def text(request: HttpRequest, seconds: int) -> HttpResponse:
    return HttpResponse(sentence(seconds), status=429, content_type="text/plain; charset=utf-8")


def sentence(seconds: int) -> str:
    return ngettext(
        "Your network has searched very often in the last minute. Try again in %(seconds)s second.",
        "Your network has searched very often in the last minute. Try again in %(seconds)s seconds.",
        seconds,
    ) % {"seconds": seconds}


def limited(refuse: Refusal = page, *, times: int = 1) -> Callable[[View], View]:
    """Answer 429 with Retry-After once a network has asked as often as it may this minute.

    Args:
        refuse: makes the answer, from the request and the seconds to wait.
        times: how often the setting SEARCHES_PER_MINUTE; each purpose is counted by itself.
    """

    def decorate(view: View) -> View:
        # Several rooms call a view `search`.
        purpose = f"{view.__module__}.{view.__qualname__}"

        @functools.wraps(view)
        def counted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            allowed = settings.SEARCHES_PER_MINUTE * times
            if allowed:
                share = client_address.count(purpose, client_address.address_of(request), seconds=WINDOW_SECONDS)
                if share.count > allowed:
                    response = refuse(request, share.seconds_left)
                    response["Retry-After"] = str(share.seconds_left)
                    patch_cache_control(response, no_store=True)
                    return response
            return view(request, *args, **kwargs)

        return counted

    return decorate


def held_by_proxies(request: HttpRequest, response: HttpResponse, *, seconds: int = HELD_SECONDS) -> HttpResponse:
    """Let a proxy hold this for visitors for a minute, and for as long again while it asks; for nobody signed in."""
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_cache=True)
    elif response.status_code == 200:
        # While a proxy asks again, others may have what it holds.
        patch_cache_control(response, public=True, max_age=seconds, stale_while_revalidate=seconds)
    return response
