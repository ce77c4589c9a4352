"""Who sends a request, for annotations."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from hub.accounts.models import User

# Somebody who has signed in, or somebody who has not.
RequestUser = User | AnonymousUser


class AdminRequest(HttpRequest):
    """A request to Wagtail's admin, which asks everybody to sign in first."""

    user: User
