"""Which groups count for a person. A room above may say that some do not, and that others do."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from .models import User

# Takes a person and the groups that counted so far.
Narrowing = Callable[[User, QuerySet[Group]], QuerySet[Group] | None]
_narrowings: list[Narrowing] = []
# Takes a person: the groups that count though the person is not in them, or None.
Giving = Callable[[User], QuerySet[Group] | None]
_givings: list[Giving] = []

# Groups that nobody is put into by hand.
_unchosen: list[Q] = []


def register_unchosen(condition: Q) -> None:
    """Keep the groups of this condition out of the form for a user. Called from AppConfig.ready()."""
    if condition not in _unchosen:
        _unchosen.append(condition)


def choosable() -> QuerySet[Group]:
    """Return the groups that somebody may be put into by hand."""
    groups = Group.objects.all()
    for condition in _unchosen:
        groups = groups.exclude(condition)
    return groups


def register_narrowing(narrowing: Narrowing) -> Narrowing:
    """Register `narrowing(user, groups) -> groups | None` (None: all of them). Called from AppConfig.ready()."""
    if narrowing not in _narrowings:
        _narrowings.append(narrowing)
    return narrowing


def register_giving(giving: Giving) -> Giving:
    """Register `giving(user) -> groups | None` (None: none). Called from AppConfig.ready()."""
    if giving not in _givings:
        _givings.append(giving)
    return giving


def narrowed(user: User) -> QuerySet[Group] | None:
    """Return those of a person's own groups that count, or None where every one does."""
    groups, less = user.groups.all(), False
    for narrowing in _narrowings:
        fewer = narrowing(user, groups)
        if fewer is not None:
            groups, less = fewer, True
    return groups if less else None


def in_groups_of(user: User) -> Q:
    """Return the condition on what has a `group`: it is one that counts for this person, own or given."""
    groups = narrowed(user)
    condition = Q(group__in=user.groups.all() if groups is None else groups)
    for giving in _givings:
        given = giving(user)
        if given is not None:
            condition |= Q(group__in=given)
    return condition
