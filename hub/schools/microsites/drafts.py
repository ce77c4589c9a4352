"""The latest saved draft of a page, for whoever may edit it: what stands beside an editor's form is fetched anew."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hub.accounts.requests import RequestUser
from hub.schools.microsites.school_owned import SchoolOwnedPage

OwnedPage = TypeVar("OwnedPage", bound=SchoolOwnedPage)


def latest_draft(user: RequestUser, model: type[OwnedPage], page_id: int) -> OwnedPage:
    """Return the latest draft of a page of `model`.

    Raises:
        Http404: when there is no such page.
        PermissionDenied: when `user` may not edit it.
    """
    page = get_object_or_404(model, pk=page_id)
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()
