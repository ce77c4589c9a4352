"""One sitemap for each language: its live, public pages. Aliases are left out, because they repeat another page.

A room whose public addresses are no pages registers a sitemap of its own in `AppConfig.ready()`.
"""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.contrib.sitemaps import Sitemap as PlainSitemap
from django.utils.functional import cached_property
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet


class LocaleSitemap(Sitemap):
    """The pages of one language tree. The stock sitemap knows only the tree of the site's root page."""

    language_code = settings.LANGUAGE_CODE
    limit = 10_000

    @cached_property
    def root(self) -> Page | None:
        root = self.get_wagtail_site().root_page
        locale = Locale.objects.filter(language_code=self.language_code).first()
        return locale and root.get_translations(inclusive=True).filter(locale=locale).first()

    def items(self) -> PageQuerySet:
        if self.root is None:
            return self.get_wagtail_site().root_page.get_descendants().none()
        pages = self.root.get_descendants(inclusive=True).live().public().filter(alias_of__isnull=True)
        return pages.order_by("path").defer_streamfields().specific()

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, object]]:
        """Return the addresses of one part of the sitemap, each with the languages its page can be read in."""
        shown = list(self.paginator.page(page).object_list)
        languages = self._languages([each.translation_key for each in shown])
        urls = []
        for each in shown:
            others = languages.get(each.translation_key, [])
            for entry in each.get_sitemap_urls(self.request):
                urls.append(entry | ({"alternates": others} if len(others) > 1 else {}))
        dates = [entry["lastmod"] for entry in urls]
        if dates and None not in dates:
            self.latest_lastmod = max(dates)
        return urls

    def _languages(self, keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[dict[str, str]]]:
        """Return language and address of every live, public translation, by translation key, in one query."""
        pages = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True).live().public()
        found: dict[uuid.UUID, list[dict[str, str]]] = {}
        for each in pages.select_related("locale").order_by("locale_id"):
            address = each.specific_deferred.get_full_url(self.request)
            if address:
                entry = {"lang_code": each.locale.language_code, "location": address}
                found.setdefault(each.translation_key, []).append(entry)
        return found


_registered: dict[str, type[PlainSitemap]] = {}


def register_sitemap(name: str, sitemap: type[PlainSitemap]) -> None:
    """Add a sitemap of addresses that are no pages; `name` becomes a part of its address."""
    _registered[name] = sitemap


def sitemaps() -> dict[str, type[PlainSitemap]]:
    """Return a sitemap class for each language of the site, by language code, and those that rooms have registered."""
    of_pages: dict[str, type[PlainSitemap]] = {
        code: type(f"Sitemap{code.title()}", (LocaleSitemap,), {"language_code": code})
        for code, _name in settings.LANGUAGES
    }
    return of_pages | _registered
