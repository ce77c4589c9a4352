"""Which of a person's groups count. A room above may say that some do not (`register_narrowing`)."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from .models import User

# Takes a person and the groups that counted so far.
Narrowing = Callable[[User, QuerySet[Group]], QuerySet[Group] | None]
_narrowings: list[Narrowing] = []


def register_narrowing(narrowing: Narrowing) -> Narrowing:
    """Register `narrowing(user, groups) -> groups | None` (None: all of them). Called from AppConfig.ready()."""
    if narrowing not in _narrowings:
        _narrowings.append(narrowing)
    return narrowing


def narrowed(user: User) -> QuerySet[Group] | None:
    """Return the groups whose permissions this person has, or None where every group counts."""
    groups, less = user.groups.all(), False
    for narrowing in _narrowings:
        fewer = narrowing(user, groups)
        if fewer is not None:
            groups, less = fewer, True
    return groups if less else None
