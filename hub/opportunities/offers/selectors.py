"""Reads of public offers: what the directory lists, and what one page shows."""

import datetime

from django.db.models import Q

from hub.opportunities.offers.asked import ONLINE, Asked
from hub.opportunities.offers.kinds import Place
from hub.opportunities.offers.models import Offer, OfferQuerySet

_FORMATS = {
    "school": (Place.SCHOOL, Place.SCHOOL_OR_ONLINE),
    "workplace": (Place.WORKPLACE,),
    ONLINE: (Place.ONLINE, Place.SCHOOL_OR_ONLINE),
}


def found(asked: Asked, *, on: datetime.date) -> OfferQuerySet:
    """Return the public offers that answer what was asked, the newest first.

    An offer that names no borough or no year is for all of them; one without days is agreed with whoever asks.
    """
    offers = Offer.objects.public(on=on)
    values = asked.values
    if kind := values.get("kind"):
        offers = offers.filter(kind=kind)
    if sector := values.get("sector"):
        offers = offers.filter(sectors__slug=sector)
    if borough := values.get("borough"):
        offers = offers.filter(Q(boroughs__slug=borough) | Q(boroughs=None)).exclude(place=Place.ONLINE)
    if year := values.get("year"):
        offers = offers.filter(Q(year_groups__slug=year) | Q(year_groups=None))
    if subject := values.get("subject"):
        offers = offers.filter(subjects__slug=subject)
    if where := values.get("format"):
        offers = offers.filter(place__in=_FORMATS[where])
    for word in asked.words.split()[:8]:
        offers = offers.filter(
            Q(title__icontains=word) | Q(what__icontains=word) | Q(organisation__name__icontains=word)
        )
    return _between(offers, asked).with_terms().order_by("-published_on", "-pk")


def _between(offers: OfferQuerySet, asked: Asked) -> OfferQuerySet:
    if asked.from_day:
        offers = offers.filter(Q(to_day=None) | Q(to_day__gte=asked.from_day))
    if asked.to_day:
        offers = offers.filter(Q(from_day=None) | Q(from_day__lte=asked.to_day))
    return offers
