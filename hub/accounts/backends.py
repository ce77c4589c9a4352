"""The authentication backend."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from . import guessing
from .groups import in_groups_of, narrowed
from .models import User


class HubBackend(ModelBackend):
    """Django's own, with three differences.

    It refuses demo accounts in production, where their printed passwords must not work. Whoever guesses passwords has
    to wait (hub.accounts.guessing), by whichever form they are sent. And a person has the permissions of the groups
    that count (hub.accounts.groups), and none given past the groups where these are narrowed.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **more: Any
    ) -> User | None:
        address = username or more.get(User.USERNAME_FIELD)
        if request is None or not address or password is None:
            return super().authenticate(request, username, password, **more)
        wait = guessing.before_password(request, address)
        if wait:
            request.sign_in_wait = wait  # type: ignore[attr-defined]
            raise PermissionDenied
        user = super().authenticate(request, username, password, **more)
        guessing.after_password(request, address, right=user is not None)
        return user

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        if getattr(user, "is_demo", False) and not settings.DEMO_LOGINS_ALLOWED:
            return False
        return super().user_can_authenticate(user)

    def _get_user_permissions(self, user_obj: User) -> QuerySet[Permission]:
        given = super()._get_user_permissions(user_obj)  # type: ignore[misc]
        return given if narrowed(user_obj) is None else given.none()

    def _get_group_permissions(self, user_obj: User) -> QuerySet[Permission]:
        return Permission.objects.filter(in_groups_of(user_obj))
