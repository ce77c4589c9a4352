"""Wagtail's permissions over pages and files: those of the groups that count, and those that memberships give.

Wagtail reads rights from tables of groups and never asks an authentication backend. What a school's people may do is
in no table: it is made, for each request, of their roles and their schools' home pages and collections. So a school
adds no group and no row of permissions, and nobody's rights outlast a membership.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from hub.accounts.groups import narrowed
from hub.accounts.requests import RequestUser
from hub.media.evidence import EvidencePolicy
from hub.media.models import HubDocument, HubImage
from hub.schools.tenancy.memberships import limited_to_schools, work_of
from hub.schools.tenancy.models import SchoolCollection, SchoolMembership
from hub.schools.tenancy.page_moves import school_id_at
from hub.schools.tenancy.roles import MEDIA_PERMISSIONS, PAGE_PERMISSIONS, roles_that_may
from hub.schools.tenancy.scope import scope_of

# Permissions of files are named after Wagtail's own models, whichever models a project has in their place.
KINDS_OF_FILES = ("image", "document")


@dataclass(frozen=True, slots=True)
class Codename:
    """As much of a permission as Wagtail's policies ask of it."""

    codename: str


@dataclass(frozen=True, slots=True)
class PageGrant:
    """What a membership lets somebody do with a page and what is below it; stands for a GroupPagePermission."""

    page: Page
    permission: Codename

    @property
    def page_id(self) -> int:
        return self.page.pk


@dataclass(frozen=True, slots=True)
class FileGrant:
    """The same for the files of a collection; stands for a GroupCollectionPermission."""

    collection: Collection
    permission: Codename

    @property
    def collection_id(self) -> int:
        return self.collection.pk


def _counting(rows: QuerySet, user: RequestUser) -> QuerySet:
    """Return those of a person's rows of permissions that stand for a group that counts."""
    groups = narrowed(user) if user.is_authenticated and not user.is_superuser else None
    return rows if groups is None else rows.filter(group__in=groups)


def _page_grants(user: RequestUser) -> list[PageGrant]:
    work = work_of(user)
    at_schools = [
        PageGrant(home, Codename(f"{kind}_page"))
        for school, home in work.homes
        for kind in sorted({kind for role in work.roles[school] for kind in PAGE_PERMISSIONS[role]})
    ]
    return [*at_schools, *(PageGrant(page, Codename("change_page")) for page in work.translated)]


def _file_grants(user: RequestUser) -> list[FileGrant]:
    work = work_of(user)
    if not work.roles:
        return []
    owned = SchoolCollection.objects.filter(school__in=work.roles).select_related("collection").order_by("pk")
    return [
        FileGrant(each.collection, Codename(f"{kind}_{of}"))
        for each in owned
        for kind in sorted({kind for role in work.roles[each.school_id] for kind in MEDIA_PERMISSIONS[role]})
        for of in KINDS_OF_FILES
    ]


class PagePermissions(PagePermissionPolicy):
    """Permissions over pages."""

    def get_all_permissions_for_user(self, user: RequestUser) -> Iterable[GroupPagePermission | PageGrant]:
        rows, made = _counting(super().get_all_permissions_for_user(user), user), _page_grants(user)
        return [*rows, *made] if made else rows

    def users_with_any_permission(self, actions: Iterable[str], include_superusers: bool = True) -> QuerySet:
        found = super().users_with_any_permission(actions, include_superusers).exclude(limited_to_schools())
        wanted = set(actions) | ({"add"} if "change" in actions else set())
        members = SchoolMembership.objects.filter(role__in=roles_that_may(wanted, PAGE_PERMISSIONS))
        return _active(Q(pk__in=found.values("pk")) | Q(pk__in=members.values("user")))

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet:
        found = super().users_with_any_permission_for_instance(actions, instance, include_superusers)
        people = Q(pk__in=found.exclude(limited_to_schools()).values("pk"))
        members = SchoolMembership.objects.filter(school=school_id_at(instance))
        able = members.filter(role__in=roles_that_may(actions, PAGE_PERMISSIONS))
        people |= Q(pk__in=able.values("user"))
        if "change" in actions and instance.owner_id:
            # Who may only add may still change what is their own.
            adding = members.filter(role__in=roles_that_may(["add"], PAGE_PERMISSIONS), user=instance.owner_id)
            people |= Q(pk__in=adding.values("user"))
        return _active(people)


class FilePermissions(CollectionOwnershipPermissionPolicy):
    """Permissions over images or documents."""

    # Wagtail's policy for collections keeps what it read under the common name, and it knows nothing of memberships.
    permission_cache_name = "_school_file_permissions"

    def get_all_permissions_for_user(self, user: RequestUser) -> Iterable[GroupCollectionPermission | FileGrant]:
        rows, made = _counting(super().get_all_permissions_for_user(user), user), _file_grants(user)
        return [*rows, *made] if made else rows

    def collections_user_has_any_permission_for(self, user: RequestUser, actions: Iterable[str]) -> QuerySet:
        """Return the collections that forms and filters offer: to a school's people their own, to others the hub's.

        Those of thousands of schools are nothing to choose from: what is a school's is found by searching for its
        name. Which files somebody may use is asked elsewhere.
        """
        offered = super().collections_user_has_any_permission_for(user, actions)
        return offered.filter(school_collection=None) if scope_of(user) is None else offered

    def _users_with_perm_filter(self, actions: Iterable[str], collection: Collection | None = None) -> Q:
        found: Q = super()._users_with_perm_filter(actions, collection)
        members = SchoolMembership.objects.filter(role__in=roles_that_may(actions, MEDIA_PERMISSIONS))
        if collection is not None:
            above = collection.get_ancestors(inclusive=True)
            members = members.filter(school__media__collection__in=above.values("pk"))
        return (found & ~limited_to_schools()) | Q(is_active=True, pk__in=members.values("user"))


def _active(people: Q) -> QuerySet:
    return get_user_model()._default_manager.filter(people, is_active=True)


class DocumentPermissions(FilePermissions, EvidencePolicy):
    """Permissions over documents, of which evidence is changed by nobody."""


def register() -> None:
    """Put these in the place of Wagtail's. For files by the exact class: Wagtail registers its own after us."""
    register_permission_policy(Page, PagePermissions())
    for kind, model, named_after in (
        (FilePermissions, HubImage, "wagtailimages.Image"),
        (DocumentPermissions, HubDocument, "wagtaildocs.Document"),
    ):
        policy = kind(model, auth_model=named_after, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
