"""Answers a form of the admin that lacks a part of itself with 400: its sender's fault, and no error of the hub."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request


class DamagedFormsMiddleware:
    """Wagtail reads some fields without asking whether they came: how many blocks a text has, for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.admin_root = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        is_damaged = isinstance(exception, MultiValueDictKeyError) and request.path.startswith(self.admin_root)
        return bad_request(request, exception) if is_damaged else None
