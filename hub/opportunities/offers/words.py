"""An offer in words: for whom, how many, when and where."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.opportunities.offers.kinds import Place
from hub.opportunities.offers.models import Offer
from resources.words import years_in_words


@dataclass(frozen=True, slots=True)
class Told:
    """What a card and a page say of an offer. Reads terms that `OfferQuerySet.with_terms` has fetched."""

    offer: Offer
    years: str
    group: str
    days: str
    where: str
    sectors: str


def told(offer: Offer) -> Told:
    """Return an offer in words."""
    return Told(
        offer=offer,
        years=years_in_words([year.number for year in offer.year_groups.all()]) or _("Any year"),
        group=group_in_words(offer.group_from, offer.group_to),
        days=days_in_words(offer),
        where=where_in_words(offer),
        sectors=", ".join(str(sector) for sector in offer.sectors.all()),
    )


def group_in_words(low: int | None, high: int | None) -> str:
    """Return how many pupils can come; nothing where it is not said."""
    if low and high and low != high:
        return _("%(low)d to %(high)d pupils") % {"low": low, "high": high}
    if high:
        return _("up to %(high)d pupils") % {"high": high}
    return _("from %(low)d pupils") % {"low": low} if low else ""


def days_in_words(offer: Offer) -> str:
    """Return when it can be: a day, a time between two, or that one asks; nothing of what lasts for months."""
    if offer.from_day is None or offer.to_day is None:
        return "" if offer.is_lasting else _("Agree a date")
    first, last = date_format(offer.from_day, "j F Y"), date_format(offer.to_day, "j F Y")
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def where_in_words(offer: Offer) -> str:
    """Return the boroughs, or all of London; nothing for what is online alone."""
    if offer.place == Place.ONLINE:
        return ""
    return ", ".join(str(borough) for borough in offer.boroughs.all()) or _("All of London")
