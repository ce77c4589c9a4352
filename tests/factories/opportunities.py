"""Builds organisations, the people who speak for them, and their offers."""

import datetime
from collections.abc import Iterable
from typing import Any

import factory

from hub.opportunities.models import Offer, Organisation, Representative
from tests.factories import schools

# The day on which the tests of this room stand.
ON = datetime.date(2026, 11, 30)
MOMENT = datetime.datetime(2026, 11, 30, 9, 0, tzinfo=datetime.UTC)


class BoroughFactory(schools.BoroughFactory):
    slug: Any = "newham"
    label: Any = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").title())


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An approved organisation; `sectors=[sector]` fills its list."""

    name = factory.Sequence("Thames Print Works {}".format)
    domain = factory.Sequence("print{}.example".format)
    about = "We print posters and packaging."
    status = Organisation.Status.APPROVED

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    @factory.post_generation
    def sectors(obj, create: bool, given: Iterable[Any] | None, **_more: object) -> None:
        obj.sectors.set(given or ())


class RepresentativeFactory(factory.django.DjangoModelFactory):
    organisation = factory.SubFactory(OrganisationFactory)
    name = "Sam Example"
    email = factory.LazyAttributeSequence(lambda o, n: f"sam{n}@{o.organisation.domain}")
    confirmed_at = MOMENT

    class Meta:
        model = Representative


class OfferFactory(factory.django.DjangoModelFactory):
    """A public offer. `terms={"year_groups": [year]}` fills its lists."""

    organisation = factory.SubFactory(OrganisationFactory)
    contact = factory.SubFactory(RepresentativeFactory, organisation=factory.SelfAttribute("..organisation"))
    title = factory.Sequence("A morning at the press {}".format)
    what = "Pupils see a poster printed, and fold one."
    kind = "workplace-visit"
    place = "workplace"
    status = Offer.Status.PUBLIC
    published_on = ON
    expires_on = ON + datetime.timedelta(days=183)

    class Meta:
        model = Offer
        skip_postgeneration_save = True

    @factory.post_generation
    def terms(obj, create: bool, given: dict[str, Iterable[Any]] | None, **_more: object) -> None:
        for name, rows in (given or {}).items():
            getattr(obj, name).set(rows)
