"""Wagtail's permissions over pages and files, asked of the groups that count for a person (hub.accounts.groups).

Wagtail reads these from the groups themselves and never asks an authentication backend.
"""

from django.db.models import QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from hub.accounts.groups import narrowed
from hub.accounts.requests import RequestUser
from hub.media.evidence import EvidencePolicy
from hub.media.models import HubDocument, HubImage


def _counting(rows: QuerySet, user: RequestUser) -> QuerySet:
    """Return those of a person's rows of permissions that stand for a group that counts."""
    groups = narrowed(user) if user.is_authenticated and not user.is_superuser else None
    return rows if groups is None else rows.filter(group__in=groups)


class PagePermissions(PagePermissionPolicy):
    """Permissions over pages."""

    def get_all_permissions_for_user(self, user: RequestUser) -> QuerySet[GroupPagePermission]:
        return _counting(super().get_all_permissions_for_user(user), user)


class FilePermissions(CollectionOwnershipPermissionPolicy):
    """Permissions over images or documents."""

    def get_all_permissions_for_user(self, user: RequestUser) -> QuerySet[GroupCollectionPermission]:
        return _counting(super().get_all_permissions_for_user(user), user)


class DocumentPermissions(FilePermissions, EvidencePolicy):
    """Permissions over documents, of which evidence is changed by nobody."""


def register() -> None:
    """Put these in the place of Wagtail's. For files by the exact class: Wagtail registers its own after us."""
    register_permission_policy(Page, PagePermissions())
    # Permissions of files are named after Wagtail's own models, whichever models a project has in their place.
    for kind, model, named_after in (
        (FilePermissions, HubImage, "wagtailimages.Image"),
        (DocumentPermissions, HubDocument, "wagtaildocs.Document"),
    ):
        policy = kind(model, auth_model=named_after, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
