"""What a school takes from the hub to its own website: its address, a link without any script, and a QR code."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from wagtail.models import Locale, Page

from hub.core import origins
from hub.schools.hosts.table import SCHOOLS
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.microsites.selectors import children_in_band
from hub.schools.register.models import School

CAREERS = "careerspage"


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A public page of a school by the address that is given away."""

    pk: int
    title: str
    address: str
    is_careers: bool = False

    @property
    def snippet(self) -> str:
        """A link for another website, in plain HTML."""
        return format_html('<a href="{}">{}</a>', self.address, self.title)


def address_of(school: School) -> str:
    """Return the one whole address of a school."""
    return origins.full(f"/{SCHOOLS}/{school.slug}/")


def public_pages(school: School) -> list[PublicPage]:
    """Return the school's public pages that its own band names, its home page first; none before it is published."""
    homes = SchoolHomePage.objects.live().public().filter(school=school, locale=Locale.get_default())
    home = homes.order_by("path").first()
    if home is None:
        return []
    pages: list[Page] = [home, *(child.specific_deferred for child in children_in_band(home))]
    return [PublicPage(page.pk, page.title, page.full_url or "", page._meta.model_name == CAREERS) for page in pages]


def list_of_links(pages: list[PublicPage]) -> str:
    """Return links to all of a school's pages as a list for another website: no script, no style, no cookie."""
    items = format_html_join("\n", '  <li><a href="{}">{}</a></li>', ((page.address, page.title) for page in pages))
    return format_html("<ul>\n{}\n</ul>", items)
