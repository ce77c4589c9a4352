"""Says to browsers which of their abilities no page of the hub uses, so that nothing that gets into one can."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

UNUSED = ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
HEADER = ", ".join(f"{ability}=()" for ability in UNUSED)


class PermissionsPolicyMiddleware:
    """Adds the Permissions-Policy header to every answer of a view. `/health/...` is answered before it, to probes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", HEADER)
        return response
