"""What the dashboard counts for people who work for a school."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem

from hub.schools.tenancy.scope import Scope, scope_of


class OwnPagesSummaryItem(PagesSummaryItem):
    """The number of one's own pages.

    Wagtail counts everything below the page that these have in common: the drafts of all schools, where pages in two
    languages have only the root in common.
    """

    def __init__(self, request: HttpRequest, scope: Scope) -> None:
        super().__init__(request)
        self.scope = scope

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "total_pages": self.scope.pages().count()}


def count_own_pages(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Put that in place of Wagtail's (hook `construct_homepage_summary_items`)."""
    if scope := scope_of(request.user):
        items[:] = [OwnPagesSummaryItem(request, scope) if type(each) is PagesSummaryItem else each for each in items]
