"""The latest saved draft of a page for the panels beside the edit form; only for users who may edit the page."""

from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.models import Page

AnyPage = TypeVar("AnyPage", bound=Page)


def latest_draft(user: AbstractBaseUser | AnonymousUser, model: type[AnyPage], page_id: int) -> AnyPage:
    """Return the latest draft of a page of `model`.

    Raises:
        Http404: when there is no such page.
        PermissionDenied: when `user` may not edit it.
    """
    page = get_object_or_404(model, pk=page_id)
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()
