"""What search engines and link previews read of offers: addresses, a description, structured data, the sitemap."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from hub.core.page_context import Context, Graph
from hub.core.seo import PREVIEW, view_meta
from hub.opportunities.offers.kinds import OfferKind
from hub.opportunities.offers.models import Offer, OfferQuerySet

DESCRIPTION_LENGTH = 160
# What pays or trains somebody for months; everything else is a service to a school.
PROGRAMMES = {OfferKind.APPRENTICESHIP: "Apprenticeship", OfferKind.SUPPORTED_INTERNSHIP: "Supported internship"}


def address_of(name: str, *args: object, language: str = settings.LANGUAGE_CODE) -> str:
    """Return the path of a page in a language."""
    with override(language):
        return reverse(name, args=args)


def offer_meta(offer: Offer, request: HttpRequest) -> Context:
    """Return what the head of an offer's page says. Its text is in one language: so is its canonical address."""
    return {
        "title": f"{offer.title}, {offer.organisation.name}",
        "description": Truncator(" ".join(offer.what.split())).chars(DESCRIPTION_LENGTH),
        "canonical": request.build_absolute_uri(address_of("opportunities_offer_page", offer.pk)),
        "alternates": [],
        "image": request.build_absolute_uri(static(PREVIEW)),
        "og_type": "article",
    }


def directory_meta(title: str, description: str, request: HttpRequest) -> Context:
    """Return what the head of the directory says: whatever narrows the list, it is one page in each language."""
    return view_meta(title, description, request, lambda code: address_of("opportunities_directory", language=code))


def graph(offer: Offer, request: HttpRequest) -> Graph:
    """Return an offer as schema.org objects; nothing for an invented organisation. Only what it says itself is told."""
    organisation = offer.organisation
    if organisation.is_sample:
        return []
    provider = {"@type": "Organization", "name": organisation.name}
    if organisation.website:
        provider["url"] = organisation.website
    told: dict[str, object] = {
        "@type": "Service",
        "name": offer.title,
        "description": offer.what,
        "url": request.build_absolute_uri(address_of("opportunities_offer_page", offer.pk)),
        "provider": provider,
    }
    if program := PROGRAMMES.get(OfferKind(offer.kind)):
        told |= {"@type": "EducationalOccupationalProgram", "programType": program}
        if offer.closing_on:
            told["applicationDeadline"] = offer.closing_on.isoformat()
        return [told]
    told["serviceType"] = str(offer.get_kind_display())
    told["audience"] = {"@type": "EducationalAudience", "educationalRole": "student"}
    if boroughs := [str(borough) for borough in offer.boroughs.all()]:
        told["areaServed"] = boroughs
    return [told]


class OfferSitemap(Sitemap):
    """The directory, the lists beside it, and every public offer."""

    LISTS: ClassVar = ("opportunities_directory", "opportunities_open_requests", "opportunities_stories")
    limit = 10_000

    def items(self) -> list[str | tuple[int, datetime.datetime]]:
        public: OfferQuerySet = Offer.objects.public(on=timezone.localdate())
        return [*self.LISTS, *public.order_by("pk").values_list("pk", "changed_at")]

    def location(self, item: str | tuple[int, datetime.datetime]) -> str:
        if isinstance(item, str):
            return address_of(item)
        return address_of("opportunities_offer_page", item[0])

    def lastmod(self, item: str | tuple[int, datetime.datetime]) -> datetime.datetime | None:
        return None if isinstance(item, str) else item[1]
