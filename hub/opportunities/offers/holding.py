"""The offers of a person, as they are given to them and erased when they ask."""

from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.held import Held, Rows
from hub.opportunities.organisations.models import Representative


def export(person: Representative) -> Rows:
    """Return what a person offers."""
    return [_row(offer) for offer in Offer.objects.with_terms().filter(contact=person).order_by("pk")]


def _row(offer: Offer) -> dict[str, object]:
    row: dict[str, object] = {field.name: field.value_from_object(offer) for field in Offer._meta.concrete_fields}
    for name in ("sectors", "boroughs", "year_groups", "subjects"):
        row[name] = [str(each) for each in getattr(offer, name).all()]
    return row


def erase(person: Representative) -> None:
    """Erase what a person offers. What colleagues offer stays."""
    Offer.objects.filter(contact=person).delete()


HELD = Held("offers", export, erase)
