"""Wagtail's own lists of collections and of people, without what thousands of schools put there.

A school's collection comes and goes with its pages, and its rights with its people's roles: nobody chooses it, moves
it or grants it by hand. People are found by their name.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.admin.views.collections import Index
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.documents.forms import GroupDocumentPermissionFormSet
from wagtail.images.forms import GroupImagePermissionFormSet
from wagtail.models import Collection

from hub.accounts.models import User
from hub.schools.tenancy.viewsets import PeopleFilter

_listed = Index.get_queryset


class SiteHistoryFilterSet(SiteHistoryReportFilterSet):
    """Wagtail's, which would list everybody who ever did anything."""

    user = PeopleFilter(label=_("User: name or email"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail gives its field the people to choose among.
        self.filters["user"].extra.pop("queryset", None)

    def get_users_queryset(self) -> QuerySet[User]:
        return User.objects.all()


def of_the_hub() -> QuerySet[Collection]:
    """Return the collections that are no school's."""
    return Collection.objects.filter(school_collection=None)


def shorten() -> None:
    """Put these in the place of Wagtail's. Called from AppConfig.ready()."""
    LogEntriesView.filterset_class = SiteHistoryFilterSet
    for granted in (
        GroupImagePermissionFormSet,
        GroupDocumentPermissionFormSet,
        GroupCollectionManagementPermissionFormSet,
    ):
        offered = granted.form.base_fields["collection"]
        offered.queryset = of_the_hub().prefetch_related("group_permissions")
    Index.get_queryset = _listed_of_the_hub


def _listed_of_the_hub(view: Index) -> QuerySet[Collection]:
    return _listed(view).filter(school_collection=None)
