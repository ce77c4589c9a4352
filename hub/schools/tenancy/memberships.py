"""What somebody's memberships come to: schools, roles, home pages. Read once a request, in two queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.db.models import F, Q, QuerySet, Value
from wagtail.models import Page

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.schools.tenancy.languages import roots_in
from hub.schools.tenancy.models import BOROUGH_OFFICER, BoroughOfficer, HubKind, HubRole, SchoolMembership

# Kept on the user object, which lives for one request: this, and what Wagtail and Django make of it.
_KEPT = (
    "_school_work",
    "_school_scope",
    "_page_permission_cache",
    "_school_file_permissions",
    "_explorable_root_page_cache",
    "_perm_cache",
    "_group_perm_cache",
    "_user_perm_cache",
)


@dataclass(frozen=True)
class Work:
    """Where somebody works: roles by the key of the school; and those schools' home pages in every language.

    `homes` are by path, each with the key of its school. `boroughs`: the keys of those of which they read the report.
    `kinds`: what they do for the hub; `translated`: the pages at which what they translate begins, in `languages`.
    """

    roles: Mapping[int, frozenset[str]] = field(default_factory=dict)
    homes: tuple[tuple[int, Page], ...] = ()
    boroughs: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    translated: tuple[Page, ...] = ()
    languages: frozenset[int] = frozenset()

    def in_any_role(self) -> set[str]:
        """Return the roles, at whichever school or borough, and for the hub."""
        found = {role for roles in self.roles.values() for role in roles} | self.kinds
        return found | {BOROUGH_OFFICER} if self.boroughs else found


NOWHERE = Work()


def work_of(user: RequestUser) -> Work:
    """Return where `user` works, read once for a user object; a superuser, a visitor and a closed account nowhere."""
    if not user.is_authenticated or not user.is_active or user.is_superuser:
        return NOWHERE
    if not hasattr(user, "_school_work"):
        user._school_work = _read(user)  # type: ignore[attr-defined]
    return user._school_work  # type: ignore[attr-defined, no-any-return]


def _read(user: User) -> Work:
    at_schools = SchoolMembership.objects.filter(user=user.pk).values_list("school", "role").order_by()
    for_boroughs = BoroughOfficer.objects.filter(user=user.pk).values_list("borough", Value(BOROUGH_OFFICER))
    for_the_hub = HubRole.objects.filter(user=user.pk).values_list("locale", "kind")
    roles: dict[int, frozenset[str]] = {}
    boroughs, languages, kinds = set(), set(), set()
    for key, role in at_schools.union(for_boroughs.order_by(), for_the_hub.order_by(), all=True):
        if role == BOROUGH_OFFICER:
            boroughs.add(key)
        elif role in HubKind.values:
            kinds.add(role)
            languages.add(key)
        else:
            roles[key] = roles.get(key, frozenset()) | {role}
    if not (roles or boroughs or kinds):
        return NOWHERE
    own: tuple[tuple[int, Page], ...] = ()
    if roles:
        homes = Page.objects.filter(schoolhomepage__school__in=roles).annotate(at_school=F("schoolhomepage__school"))
        own = tuple((page.at_school, page) for page in homes.order_by("path"))
    languages -= {None}
    return Work(roles, own, frozenset(boroughs), frozenset(kinds), roots_in(languages), frozenset(languages))


def forget(user: User) -> None:
    """Forget what was read of somebody's memberships, for the rest of this request."""
    for name in _KEPT:
        user.__dict__.pop(name, None)


def groups_given(user: User) -> QuerySet[Group] | None:
    """Return the groups of somebody's roles, whose permissions they have (a source of hub.accounts.groups)."""
    roles = work_of(user).in_any_role()
    return Group.objects.filter(role_group__role__in=roles) if roles else None


def limited_to_schools() -> Q:
    """Return the condition on users whose other groups count for nothing (scope.scope_of)."""
    anywhere = Q(pk__in=SchoolMembership.objects.values("user")) | Q(pk__in=BoroughOfficer.objects.values("user"))
    anywhere |= Q(pk__in=HubRole.objects.values("user"))
    return anywhere & Q(is_central=False, is_superuser=False)
