"""Ten invented employers and what they offer. Each says in its name that it is a sample."""

import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from curriculum.models import Borough, Sector, Subject, YearGroup
from hub.home.demo.reading import read_json
from hub.home.models import HomePage
from hub.opportunities.models import Offer, Organisation, Representative
from hub.opportunities.offers.models import DAYS_PUBLIC

DATA = Path(__file__).parent / "data" / "employers.json"
Row = dict[str, Any]
# Offers are spread over the weeks before the demo's day, so that a list has an order.
DAYS_APART = 4
# What a row of the file and an offer call the same.
KEPT = ("title", "kind", "place", "what", "minutes", "adjustments", "room_needs")
LASTING = ("length", "level", "minimum_age", "wage")


def load(home: HomePage, on: datetime.date) -> str | None:
    """Load the employers that are not there yet."""
    made = [row for row in read_json(DATA) if _load(row, on)]
    return f"{len(made)} employers" if made else None


def _load(row: Row, on: datetime.date) -> bool:
    if Organisation.objects.filter(domain=row["domain"]).exists():
        return False
    at = timezone.make_aware(datetime.datetime.combine(on, datetime.time(9)))
    organisation = Organisation.objects.create(
        name=row["name"],
        domain=row["domain"],
        about=row["about"],
        status=Organisation.Status.APPROVED,
        decided_at=at,
        is_sample=True,
    )
    organisation.sectors.set(Sector.objects.filter(slug__in=row["sectors"]))
    organisation.boroughs.set(Borough.objects.filter(slug__in=row["boroughs"]))
    contact = Representative.objects.create(
        organisation=organisation, name=row["contact"], email=f"sample@{row['domain']}", confirmed_at=at
    )
    for place, offer in enumerate(row["offers"]):
        _offer(offer, row, contact, on - datetime.timedelta(days=DAYS_APART * place))
    return True


def _offer(row: Row, organisation: Row, contact: Representative, public: datetime.date) -> None:
    low, high = row.get("group", (None, None))
    closing = row.get("closing_in")
    offer = Offer.objects.create(
        organisation=contact.organisation,
        contact=contact,
        group_from=low,
        group_to=high,
        closing_on=public + datetime.timedelta(days=closing) if closing else None,
        status=Offer.Status.PUBLIC,
        published_on=public,
        expires_on=public + datetime.timedelta(days=DAYS_PUBLIC),
        **{name: row[name] for name in (*KEPT, *LASTING) if name in row},
    )
    offer.sectors.set(Sector.objects.filter(slug__in=organisation["sectors"]))
    offer.boroughs.set(Borough.objects.filter(slug__in=organisation["boroughs"]))
    offer.year_groups.set(YearGroup.objects.filter(number__in=row["years"]))
    offer.subjects.set(Subject.objects.filter(slug__in=row.get("subjects", [])))
