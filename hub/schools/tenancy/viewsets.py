"""Wagtail's views of pages as this hub has them: listings narrowed for a school's people, page types in their order."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.create import AddSubpageView
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry, PageQuerySet
from wagtail.query import SpecificIterable

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.core.autosave import KeepingCreateView, KeepingEditView
from hub.schools.tenancy.scope import scope_of


class WithParents(SpecificIterable):
    """Specific pages, each with its parent at hand: Wagtail's chooser asks every row for it."""

    def __iter__(self) -> Iterator[Page]:
        parents: dict[str, Page | None] = {}
        for page in super().__iter__():
            above = Page._get_parent_path_from_path(page.path)
            if above not in parents:
                parents[above] = Page.objects.filter(path=above).first()
            page._cached_parent_obj = parents[above]
            yield page


def offered(pages: PageQuerySet) -> PageQuerySet:
    """Return what a chooser offers with all that its rows show, which Wagtail would ask for row by row."""
    pages = pages.prefetch_workflow_states().annotate_approved_schedule()
    if pages._iterable_class is SpecificIterable:
        pages._iterable_class = WithParents
    return pages


def people_named(text: str) -> QuerySet[User]:
    """Return the people whose name or address holds each of these words."""
    found = User.objects.all()
    for word in text.split():
        held = Q(email__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word)
        found = found.filter(held)
    return found


class PeopleFilter(django_filters.CharFilter):
    """Finds by the name or address of a person; Wagtail's lists everybody there is, a tick-box each."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return self.by(qs, people_named(value)) if value else qs

    def by(self, qs: QuerySet, people: QuerySet[User]) -> QuerySet:
        """Return what of `qs` is of these people."""
        return qs.filter(**{f"{self.field_name}__in": people.values("pk")})


class EditorsFilter(PeopleFilter):
    """Finds the pages that somebody has edited."""

    def by(self, qs: QuerySet, people: QuerySet[User]) -> QuerySet:
        edits = PageLogEntry.objects.filter(action="wagtail.edit", user__in=people.values("pk"))
        return qs.filter(pk__in=edits.values("page_id"))


class NarrowedPageFilterSet(GenericPageFilterSet):
    """Wagtail's explorer filters. For a school's people, without those that concern people and sites of the hub."""

    OF_THE_WHOLE_HUB = ("owner", "edited_by", "site", "content_type")

    owner = PeopleFilter(label=_("Owner: name or email"))
    edited_by = EditorsFilter(label=_("Edited by: name or email"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.request is not None and scope_of(self.request.user) is not None:
            for name in self.OF_THE_WHOLE_HUB:
                self.filters.pop(name, None)


class OrderedAddSubpageView(AddSubpageView):
    """Offers the types of page in the order in which `subpage_types` names them; Wagtail's is by the alphabet."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        models = type(self.parent_page).clean_subpage_models()
        place = {(model._meta.app_label, model._meta.model_name): number for number, model in enumerate(models)}
        context["page_types"] = sorted(context["page_types"], key=lambda offered: place[offered[1], offered[2]])
        return context


class HubEditView(KeepingEditView):
    """The editor of a page; its translations come with what the reader's rights are asked by, not each by itself."""

    def get_object(self) -> Page:
        """Return the draft; its panels ask it for revisions and workflow, of which the page's own row knows."""
        page = super().get_object()
        states = getattr(self.real_page_record, "_current_workflow_states", None)
        if states is not None and self.request.method == "GET":
            # Wagtail reads them with the row, and each of a dozen questions about a draft again. A POST changes them.
            page._current_workflow_states = states
        draft = self.latest_revision if self.real_page_record.has_unpublished_changes else None
        page.as_stored = draft.content_object if draft else page
        if draft:
            # Wagtail has read it to lay the draft over the row, whose place in the tree a draft keeps.
            page._cached_parent_obj = page.as_stored.get_parent()
        # Wagtail asked the page's row a moment ago, and its lock asks the page.
        page.scheduled_revision = self.scheduled_revision
        if self.latest_revision is not None:
            page.latest_revision = self.latest_revision
            if page.live_revision_id == self.latest_revision.pk:
                page.live_revision = self.latest_revision
        return page

    def get_page_for_status(self) -> Page:
        """Return the page with its public address, which has been read for the draft."""
        has_draft = self.page.live and self.page.has_unpublished_changes
        return self.page.as_stored if has_draft and self.page.as_stored else super().get_page_for_status()

    def get_translations(self) -> list[dict[str, Any]]:
        pages = self.page.get_translations().only("id", "locale", "depth", "path", "content_type")
        may_edit = [page for page in pages.select_related("locale") if _may_edit(page, self.request.user)]
        return [{"locale": page.locale, "url": reverse("wagtailadmin_pages:edit", args=[page.pk])} for page in may_edit]


def _may_edit(page: Page, user: RequestUser) -> bool:
    return page.permissions_for_user(user).can_edit()


class HubPageViewSet(PageViewSet):
    """The views of every page type that has none of its own."""

    filterset_class = NarrowedPageFilterSet
    add_subpage_view_class = OrderedAddSubpageView
    add_view_class = KeepingCreateView
    edit_view_class = HubEditView


hub_page_viewset = HubPageViewSet()
