"""A page with addresses of its own below it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from hub.core.models.base import BasePage


class RoutedPage(RoutablePageMixin, BasePage):
    """A page whose class has further routes (`wagtail.contrib.routable_page`), each the address of a part of it.

    The mixin answers for the page itself and its previews in a way of its own: BasePage's holds here too.
    """

    class Meta:
        abstract = True

    @path("")
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.as_any_page(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return super(RoutablePageMixin, self).serve_preview(request, mode_name)

    def as_any_page(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super(RoutablePageMixin, self).serve(request, *args, **kwargs)

    def words_are_elsewhere(self) -> bool:
        """Whether it exists in this language only as an alias: `as_any_page` leads on to the page that has words."""
        return bool(self.alias_of_id) and self.alias_of.locale_id != self.locale_id
