"""Reads of public offers: what the directory lists, what each choice of its filters would give, what a page shows."""

import datetime
from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Exists, OuterRef, Q

from hub.opportunities.offers.asked import ONLINE, Asked, Filter
from hub.opportunities.offers.kinds import Place
from hub.opportunities.offers.models import Offer, OfferQuerySet

_FORMATS = {
    "school": (Place.SCHOOL, Place.SCHOOL_OR_ONLINE),
    "workplace": (Place.WORKPLACE,),
    ONLINE: (Place.ONLINE, Place.SCHOOL_OR_ONLINE),
}
# The filters by terms, and the fields that hold them.
_TERMS = {"sector": "sectors", "borough": "boroughs", "year": "year_groups", "subject": "subjects"}
# An offer that names no term of these is for all of them.
_FOR_ALL = ("borough", "year")


def found(asked: Asked, *, on: datetime.date) -> OfferQuerySet:
    """Return the public offers that answer what was asked, the newest first.

    Of the values of one filter any will do. An offer that names no borough or no year is for all of them; one without
    days is agreed with whoever asks.
    """
    return _answering(asked, on=on).with_terms().order_by("-published_on", "-pk")


def counts(asked: Asked, *, on: datetime.date) -> Mapping[str, Mapping[str, int]]:
    """Return, for each value of each filter, how many offers it alone would give with the other filters as they are."""
    return {each.key: _counts_of(each, _answering(asked.but(each.key), on=on)) for each in asked.filters}


def _answering(asked: Asked, *, on: datetime.date) -> OfferQuerySet:
    offers = Offer.objects.public(on=on)
    for key, values in asked.values.items():
        offers = offers.filter(_CONDITIONS[key](values))
    for word in asked.words.split()[:8]:
        offers = offers.filter(
            Q(title__icontains=word) | Q(what__icontains=word) | Q(organisation__name__icontains=word)
        )
    return _between(offers, asked)


def _between(offers: OfferQuerySet, asked: Asked) -> OfferQuerySet:
    if asked.from_day:
        offers = offers.filter(Q(to_day=None) | Q(to_day__gte=asked.from_day))
    if asked.to_day:
        offers = offers.filter(Q(from_day=None) | Q(from_day__lte=asked.to_day))
    return offers


def _of_terms(key: str) -> Callable[[Sequence[str]], Q]:
    name = _TERMS[key]
    field = getattr(Offer, name).field.m2m_reverse_field_name()

    def condition(values: Sequence[str]) -> Q:
        rows = getattr(Offer, name).through.objects.filter(offer=OuterRef("pk"))
        named = Q(Exists(rows.filter(**{f"{field}__slug__in": values})))
        return named | ~Q(Exists(rows)) if key in _FOR_ALL else named

    return condition


def _in_boroughs(values: Sequence[str]) -> Q:
    return _of_terms("borough")(values) & ~Q(place=Place.ONLINE)


def _of_formats(values: Sequence[str]) -> Q:
    return Q(place__in={place for value in values for place in _FORMATS[value]})


_CONDITIONS: Mapping[str, Callable[[Sequence[str]], Q]] = {
    "kind": lambda values: Q(kind__in=values),
    "sector": _of_terms("sector"),
    "borough": _in_boroughs,
    "year": _of_terms("year"),
    "subject": _of_terms("subject"),
    "format": _of_formats,
}


def _counts_of(filter_: Filter, offers: OfferQuerySet) -> Mapping[str, int]:
    key = filter_.key
    if key == "borough":
        offers = offers.exclude(place=Place.ONLINE)
    column = f"{_TERMS[key]}__slug" if key in _TERMS else {"kind": "kind", "format": "place"}[key]
    # An offer has a term once, so its rows are counted; those without one stand under None.
    rows = dict(offers.order_by().values_list(column).annotate(n=Count("pk")))
    if key == "format":
        return {value: sum(rows.get(place, 0) for place in places) for value, places in _FORMATS.items()}
    for_all = rows.get(None, 0) if key in _FOR_ALL else 0
    return {choice.value: rows.get(choice.value, 0) + for_all for choice in filter_.choices}
