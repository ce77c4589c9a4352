"""Admin listings, narrowed for a school's people."""

from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet

from hub.schools.tenancy.scope import scope_of


class NarrowedPageFilterSet(GenericPageFilterSet):
    """Wagtail's filters of the explorer. For a school's people less those that list every user and site of the hub."""

    OF_THE_WHOLE_HUB = ("owner", "edited_by", "site", "content_type")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.request is not None and scope_of(self.request.user) is not None:
            for name in self.OF_THE_WHOLE_HUB:
                self.filters.pop(name, None)


class HubPageViewSet(PageViewSet):
    """The views of every page type that has none of its own."""

    filterset_class = NarrowedPageFilterSet


hub_page_viewset = HubPageViewSet()
