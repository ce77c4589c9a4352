"""The headers of the record's pages: nothing that is typed there can leave the browser, whatever a script tries."""

from collections.abc import Callable, Iterable

from csp.decorators import csp_replace
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_deny

View = Callable[..., HttpResponseBase]

# `connect-src` closes fetch, XMLHttpRequest, beacons, event streams and sockets; `form-action` closes forms.
PRIVATE = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "connect-src": ["'none'"],
    "form-action": ["'none'"],
    "frame-src": ["'none'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}


def private(view: View) -> View:
    """Return the view with the policy of the record's own pages, no address handed on, and no frame around it."""

    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return csp_replace(PRIVATE)(xframe_options_deny(answered))


def worker_policy(host: str, addresses: Iterable[str]) -> dict[str, list[str]]:
    """Return the policy of the service worker: it may fetch these addresses of this host, and nothing else.

    An address that ends with a slash stands for all below it. Without a scheme each means the page's own.
    """
    return {"default-src": ["'none'"], "connect-src": [host + address for address in addresses]}
