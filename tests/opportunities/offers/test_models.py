"""What an offer is: public, fitting, the right way round."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from curriculum.models import ActivityKind
from hub.opportunities.models import Offer, Organisation
from hub.opportunities.offers.kinds import ACTIVITY_KINDS, OfferKind, kinds_for
from tests.factories.curriculum import YearGroupFactory
from tests.factories.opportunities import MOMENT, ON, OfferFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_an_offer_is_public_until_its_last_day():
    offer: Any = OfferFactory(expires_on=ON)
    assert list(Offer.objects.public(on=ON)) == [offer]
    assert offer.is_public(on=ON)
    assert not Offer.objects.public(on=ON + DAY)
    assert not offer.is_public(on=ON + DAY)


@pytest.mark.parametrize("status", ["draft", "waiting", "expired", "withdrawn"])
def test_only_the_status_public_is_public(status):
    offer: Any = OfferFactory(status=status)
    assert not Offer.objects.public(on=ON)
    assert not offer.is_public(on=ON)


@pytest.mark.parametrize("status", ["waiting", "refused"])
def test_nothing_of_an_organisation_that_is_not_approved_is_public(status):
    offer: Any = OfferFactory(organisation__status=status)
    assert not Offer.objects.public(on=ON)
    assert not offer.is_public(on=ON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"group_from": 30, "group_to": 10},
        {"from_day": ON, "to_day": ON - DAY},
        {"from_day": ON, "to_day": None},
        {"status": "public", "expires_on": None},
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        OfferFactory(**wrong)


def test_two_organisations_never_have_one_domain_and_many_have_none():
    OrganisationFactory(domain="")
    OrganisationFactory(domain="")
    OrganisationFactory(domain="press.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(domain="press.example")


def test_every_kind_of_offer_becomes_an_activity_that_the_curriculum_knows(framework):
    known = set(ActivityKind.objects.values_list("slug", flat=True))
    assert set(ACTIVITY_KINDS) == set(OfferKind)
    assert {slug for slugs in ACTIVITY_KINDS.values() for slug in slugs} <= known
    needed = set(ActivityKind.objects.filter(needs_employer=True).values_list("slug", flat=True))
    assert {slug for slug in needed if not kinds_for(slug)} == {"part-time-work"}


def test_a_lesson_is_fitted_by_kind_year_and_sector(framework):
    nine, ten = YearGroupFactory(number=9), YearGroupFactory(number=10)
    fits = OfferFactory(kind="talk", terms={"year_groups": [nine, ten], "sectors": []})
    OfferFactory(kind="talk", terms={"year_groups": [ten]})
    OfferFactory(kind="mentoring")
    found = Offer.objects.fitting(activity_kind="insight-talk", years=[9], sectors=["digital"])
    assert list(found) == [fits]
    assert not Offer.objects.fitting(activity_kind="volunteering", years=[], sectors=[])


def test_an_organisation_has_one_second_chance():
    organisation: Any = OrganisationFactory(status="refused", refusals=1)
    assert organisation.may_send_again
    organisation.refusals = 2
    assert not organisation.may_send_again
    assert list(Organisation.objects.waiting()) == []
    later = OrganisationFactory(status="waiting", waiting_since=MOMENT + DAY)
    first = OrganisationFactory(status="waiting", waiting_since=MOMENT)
    assert list(Organisation.objects.waiting()) == [first, later]
