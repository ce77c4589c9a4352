"""One sitemap for each language: its live, public pages. Aliases are left out, because they repeat another page."""

from django.conf import settings
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


def sitemaps() -> dict[str, type[LocaleSitemap]]:
    """Return a sitemap class for each language of the site, by language code."""
    return {
        code: type(f"Sitemap{code.title()}", (LocaleSitemap,), {"language_code": code})
        for code, _name in settings.LANGUAGES
    }
