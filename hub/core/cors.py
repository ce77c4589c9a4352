"""Answers that pages of any site may read (CORS)."""

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
METHODS = ("GET", "HEAD", "OPTIONS")


def for_every_site(view: View) -> View:
    """Let pages of any site read the answer. It holds nothing of the reader's, so there is nothing to guard."""

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method not in METHODS:
            response: HttpResponseBase = HttpResponseNotAllowed(METHODS)
        elif request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Access-Control-Allow-Methods": ", ".join(METHODS)})
        else:
            response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return opened
