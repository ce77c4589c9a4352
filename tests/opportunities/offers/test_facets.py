"""The counts beside the choices of the directory's filters, against counting the offers one by one."""

import itertools
import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from curriculum.models import Sector, Subject
from hub.opportunities.models import Offer
from hub.opportunities.offers import selectors
from hub.opportunities.offers.asked import Asked, asked
from hub.opportunities.offers.kinds import OfferKind, Place
from tests.factories.curriculum import YearGroupFactory
from tests.factories.opportunities import BoroughFactory
from tests.opportunities.offers.test_directory import DIRECTORY, make, titles

pytestmark = pytest.mark.django_db
KINDS = (OfferKind.TALK, OfferKind.MENTORING, OfferKind.FAIR)


@pytest.fixture
def offers() -> list[Offer]:
    """Forty offers with no, one or two terms of each vocabulary, in every place."""
    terms: dict[str, list[Any]] = {
        "sectors": [Sector.objects.create(slug=slug, label=slug) for slug in ("digital", "health")],
        "boroughs": [BoroughFactory(slug=slug) for slug in ("newham", "camden")],
        "year_groups": [YearGroupFactory(number=number) for number in (9, 10)],
        "subjects": [Subject.objects.create(slug=slug, label=slug) for slug in ("music", "art")],
    }
    dice = random.Random(15)
    return [
        make(
            f"Offer {number}",
            kind=dice.choice(KINDS),
            place=dice.choice(Place.values),
            terms={name: dice.sample(rows, dice.randrange(3)) for name, rows in terms.items()},
        )
        for number in range(40)
    ]


def fits(offer: Offer, values: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether an offer answers every filter, in the plainest way."""

    def slugs(name: str) -> set[str]:
        return set(getattr(offer, name).values_list("slug", flat=True))

    places = {"school": {"school", "school-or-online"}, "workplace": {"workplace"}}
    places["online"] = {"online", "school-or-online"}
    every: dict[str, bool] = {}
    for key, wanted in values.items():
        chosen = set(wanted)
        every[key] = {
            "kind": lambda chosen=chosen: offer.kind in chosen,
            "format": lambda chosen=chosen: any(offer.place in places[each] for each in chosen),
            "sector": lambda chosen=chosen: bool(slugs("sectors") & chosen),
            "subject": lambda chosen=chosen: bool(slugs("subjects") & chosen),
            "year": lambda chosen=chosen: not slugs("year_groups") or bool(slugs("year_groups") & chosen),
            "borough": lambda chosen=chosen: (
                offer.place != Place.ONLINE and (not slugs("boroughs") or bool(slugs("boroughs") & chosen))
            ),
        }[key]()
    return all(every.values())


def read(query: str) -> Asked:
    return asked(QueryDict(query))


QUERIES = (
    "",
    "kind=talk",
    "kind=talk&kind=fair",
    "borough=newham&borough=camden",
    "year=9&sector=digital",
    "sector=digital&sector=health&subject=music&format=online",
    "borough=camden&format=school&format=workplace&year=9&year=10",
    "kind=talk&year=10&subject=art&borough=newham",
)


@pytest.mark.parametrize("query", QUERIES)
def test_list_and_counts_are_those_of_counting_one_by_one(offers, query):
    wanted, today = read(query), timezone.localdate()
    listed = set(selectors.found(wanted, on=today))
    assert listed == {offer for offer in offers if fits(offer, wanted.values)}
    counted = selectors.counts(wanted, on=today)
    for each in wanted.filters:
        rest = wanted.but(each.key).values
        for choice in each.choices:
            alone = {**rest, each.key: [choice.value]}
            assert counted[each.key][choice.value] == sum(fits(offer, alone) for offer in offers), (each.key, choice)


def test_a_count_is_what_the_list_gives_when_its_choice_is_ticked(client, offers):
    page = client.get(f"{DIRECTORY}?year=9")
    for facet, row in itertools.chain(*([(facet, row) for row in facet.rows] for facet in page.context["facets"])):
        if facet.key != "year" and row.found:
            found = client.get(f"{DIRECTORY}?year=9&{row.key}={row.value}").context["found"]
            assert found.paginator.count == row.found


def test_a_choice_that_gives_nothing_says_so_and_cannot_be_ticked(client):
    make("One", kind="talk")
    html = client.get(f"{DIRECTORY}?kind=talk").content.decode()
    boxes = {value: html[html.index(f'id="f-kind-{value}"') :].split("</label>")[0] for value in ("talk", "fair")}
    assert "disabled" in boxes["fair"]
    assert ">0</span>" in boxes["fair"]
    assert "checked" in boxes["talk"]
    assert ">1</span>" in boxes["talk"]


def test_what_was_chosen_can_be_taken_off_though_it_gives_nothing(client):
    make("One", kind="talk")
    html = client.get(f"{DIRECTORY}?kind=fair").content.decode()
    box = html[html.index('id="f-kind-fair"') :].split("</label>")[0]
    assert "checked" in box
    assert "disabled" not in box


def test_each_value_has_a_chip_that_takes_it_alone_off(client):
    make("One", kind="talk")
    make("Two", kind="fair")
    make("Three", kind="mentoring")
    assert titles(client, "?kind=talk&kind=fair") == {"One", "Two"}
    chips = client.get(f"{DIRECTORY}?kind=talk&kind=fair&q=o").context["asked"].chips
    assert [chip.without for chip in chips] == ["?q=o&kind=fair", "?q=o&kind=talk"]


def test_words_and_days_narrow_the_counts_too():
    make("Bread", kind="talk")
    make("Print", kind="talk")
    today = timezone.localdate()
    assert selectors.counts(read("q=bread"), on=today)["kind"]["talk"] == 1
    assert selectors.counts(read(""), on=today)["kind"]["talk"] == 2


def test_an_offer_that_has_run_out_is_not_counted():
    make("Over", status="expired", kind="talk")
    assert selectors.counts(read(""), on=timezone.localdate())["kind"]["talk"] == 0
