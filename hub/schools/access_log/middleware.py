"""Writes down who uses a school's admin. Runs within the middleware that refuses (hub.settings.base)."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.schools.access_log.recording import (
    DELETING_A_PAGE,
    Use,
    is_remembered,
    key_of,
    kind_of,
    record,
    record_sign_in,
    remember,
    use_of,
    what_was_done,
)


class AccessLogMiddleware:
    """Costs a page of the admin nothing but a look into the cache, after a person's first of the kind on a day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.admin_root = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if match and request.path.startswith(self.admin_root) and isinstance(request.user, User):
            self.look(request, response, match.view_name, match.kwargs)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]) -> None:
        """Ask whose page it is before it is deleted."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == DELETING_A_PAGE and request.method == "POST" and isinstance(request.user, User):
            request.use_of_school = use_of(name, kwargs, request.user)  # type: ignore[attr-defined]

    def look(self, request: HttpRequest, response: HttpResponseBase, name: str, arguments: dict[str, object]) -> None:
        """Write down what was done, unless the cache knows that it is."""
        if response.status_code >= 400 or kind_of(name, arguments) is None:
            return
        user, today = request.user, timezone.localdate()
        done = f"{request.method} {response.status_code} {'Content-Disposition' in response.headers}"
        key = key_of(user, name, arguments, done, on=today)  # type: ignore[arg-type]
        if is_remembered(key):
            return
        use: Use | None = getattr(request, "use_of_school", None) or use_of(name, arguments, user)  # type: ignore[arg-type]
        what = what_was_done(use, request, response, refused_to=self.admin_root) if use else None
        if use and what:
            record(user, [use.school], what, on=today, page=use.page)  # type: ignore[arg-type]
        remember(key)


def signed_in(user: AbstractBaseUser, **_signal: object) -> None:
    """Write down a sign-in (a receiver of `user_logged_in`)."""
    if isinstance(user, User):
        record_sign_in(user, on=timezone.localdate())
