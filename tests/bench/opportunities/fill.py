"""Made-up employers, offers, requests and visits, written in bulk beside made-up schools."""

import datetime
from collections.abc import Sequence
from itertools import cycle, islice

from django.db import transaction
from django.utils import timezone

from curriculum.models import Borough, Sector, Subject, YearGroup
from hub.accounts.models import User
from hub.opportunities.models import Offer, Organisation, Representative, Visit, VisitRequest
from hub.opportunities.offers.kinds import OfferKind, Place
from hub.schools.models import Role, School
from hub.schools.tenancy.provisioning import create_school
from search.index import offers as offer_words
from tests.bench.duties.fill import FIRST_URN
from tests.bench.duties.fill import fill as fill_schools
from tests.factories.people import staff

TOGETHER = 500
# For 3,000 schools 500 employers with 2,000 offers.
SCHOOLS_PER_EMPLOYER, OFFERS_PER_EMPLOYER = 6, 4
OWN = 20
WORDS = ("print", "bridges", "nursing", "kitchens", "railways", "theatre", "games", "gardens", "courts", "bakery")


@transaction.atomic
def fill(schools: int, *, on: datetime.date) -> User:
    """Make schools, employers, offers and a visit for each school; return a careers leader with some of her own."""
    fill_schools(schools, publishing=0, on=on)
    employers = _employers(max(1, schools // SCHOOLS_PER_EMPLOYER))
    offers = _offers(employers, on)
    _visits(list(School.objects.all()), offers, on)
    made = create_school(urn=FIRST_URN - 1, name="Measured School", type_code="01", low_age=11, high_age=18)
    _visits([made.school] * OWN, offers, on)
    # What saving each of them would have written.
    offer_words.write(Offer.objects.all())
    leader = User.objects.create_user("leader@hub.example")
    staff(leader, made, Role.CAREERS_LEADER)
    return leader


def _employers(count: int) -> list[Organisation]:
    now = timezone.now()
    made = Organisation.objects.bulk_create(
        [
            Organisation(
                name=f"Made-up Employer {number}",
                domain=f"employer{number}.example",
                about="We show what we do.",
                status=Organisation.Status.APPROVED,
            )
            for number in range(1, count + 1)
        ],
        batch_size=TOGETHER,
    )
    Representative.objects.bulk_create(
        [
            Representative(organisation=each, name="Sam Example", email=f"sam@{each.domain}", confirmed_at=now)
            for each in made
        ],
        batch_size=TOGETHER,
    )
    return made


def _offers(employers: Sequence[Organisation], on: datetime.date) -> list[Offer]:
    kinds, places, words = cycle(OfferKind.values), cycle(Place.values), cycle(WORDS)
    owners = [each for each in employers for _n in range(OFFERS_PER_EMPLOYER)]
    made = Offer.objects.bulk_create(
        [
            Offer(
                organisation=employer,
                title=f"A morning about {word} {number}",
                what=f"Pupils try out {word} and ask whoever does it all day.",
                kind=kind,
                place=place,
                status=Offer.Status.PUBLIC,
                published_on=on - datetime.timedelta(days=number % 90),
                expires_on=on + datetime.timedelta(days=1 + number % 180),
            )
            for number, (employer, kind, place, word) in enumerate(zip(owners, kinds, places, words, strict=False))
        ],
        batch_size=TOGETHER,
    )
    for name, terms in (
        ("sectors", Sector.objects.all()),
        ("boroughs", Borough.objects.all()),
        ("year_groups", YearGroup.objects.all()),
        ("subjects", Subject.objects.all()),
    ):
        _chosen(name, made, list(terms))
    return made


def _chosen(name: str, offers: Sequence[Offer], terms: Sequence[Sector | Borough | YearGroup | Subject]) -> None:
    """Give each offer two of the terms, in turn."""
    through = getattr(Offer, name).through
    field = next(f.attname for f in through._meta.fields if f.is_relation and f.related_model is type(terms[0]))
    chosen = islice(cycle(terms), 2 * len(offers))
    rows = [(offer.pk, term.pk) for offer in offers for term in islice(chosen, 2)]
    through.objects.bulk_create(
        [through(**{"offer_id": offer, field: term}) for offer, term in dict.fromkeys(rows)], batch_size=TOGETHER
    )


def _visits(schools: Sequence[School], offers: Sequence[Offer], on: datetime.date) -> None:
    """Make a request and a visit that answers it for each school."""
    requests = VisitRequest.objects.bulk_create(
        [
            VisitRequest(
                school=school,
                title="Somebody who builds things",
                what="We have read about bridges.",
                pupils=30,
                from_day=on,
                to_day=on + datetime.timedelta(days=60),
                reply_by=on + datetime.timedelta(days=20),
            )
            for school in schools
        ],
        batch_size=TOGETHER,
    )
    Visit.objects.bulk_create(
        [
            Visit(
                school=request.school,
                request=request,
                organisation_id=offer.organisation_id,
                organisation_name="Made-up Employer",
                offer=offer,
            )
            for request, offer in zip(requests, cycle(offers), strict=False)
        ],
        batch_size=TOGETHER,
    )
