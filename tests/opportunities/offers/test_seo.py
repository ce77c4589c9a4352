"""What search engines read of offers: addresses, a description, structured data with no invented word, the sitemap."""

import datetime
import json
import re
from typing import Any

import pytest

from hub.opportunities.models import Offer
from hub.opportunities.offers.seo import OfferSitemap
from tests.factories.opportunities import BoroughFactory, OfferFactory

pytestmark = pytest.mark.django_db


def made(**values: Any) -> Any:
    return OfferFactory(**values)


def graph_of(html: str) -> list[dict]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(found[1])["@graph"] if found else []


def test_an_offer_has_one_address_a_description_and_what_it_says_as_data(client):
    offer = made(title="Ask <us> & see", organisation__website="https://press.example/")
    offer.boroughs.set([BoroughFactory(slug="newham")])
    for path in (f"/opportunities/{offer.pk}/", f"/ur/opportunities/{offer.pk}/"):
        html = client.get(path).content.decode()
        assert f'<link rel="canonical" href="http://testserver/opportunities/{offer.pk}/">' in html
        assert 'name="description" content="Pupils see a poster printed, and fold one."' in html
        (told,) = graph_of(html)
        assert (told["@type"], told["name"], told["areaServed"]) == ("Service", "Ask <us> & see", ["Newham"])
        assert told["provider"] == {
            "@type": "Organization",
            "name": offer.organisation.name,
            "url": "https://press.example/",
        }
        assert "@" not in json.dumps(told).replace("@type", ""), "no mail address"


def test_an_apprenticeship_is_a_programme_with_the_date_it_gives_and_no_activity_for_the_record(client):
    offer = made(kind="apprenticeship", closing_on=datetime.date(2027, 3, 1))
    html = client.get(f"/opportunities/{offer.pk}/").content.decode()
    (told,) = graph_of(html)
    assert (told["@type"], told["applicationDeadline"]) == ("EducationalOccupationalProgram", "2027-03-01")
    assert "Add to my record" not in html


def test_nothing_is_told_of_an_invented_organisation(client):
    offer = made(organisation__is_sample=True)
    assert graph_of(client.get(f"/opportunities/{offer.pk}/").content.decode()) == []


def test_what_a_pupil_adds_to_the_record_begins_with_the_offer(client):
    offer = made(minutes=90, organisation__name="Okoro & Daughters")
    html = client.get(f"/opportunities/{offer.pk}/").content.decode()
    assert "/record/#add=" in html and "Okoro%20%26%20Daughters" in html and "workplace-visit" in html


def test_the_directory_is_one_page_in_each_language_however_it_is_narrowed(client):
    html = client.get("/bn/opportunities/?kind=talk&q=x").content.decode()
    assert '<link rel="canonical" href="http://testserver/bn/opportunities/">' in html
    assert 'hreflang="x-default" href="http://testserver/opportunities/"' in html


def test_the_sitemap_names_public_offers_and_no_others(client):
    public, hidden = made(), made(status=Offer.Status.WITHDRAWN)
    xml = client.get("/sitemap-offers.xml").content.decode()
    assert f"http://testserver/opportunities/{public.pk}/</loc>" in xml and "/opportunities/stories/</loc>" in xml
    assert f"/opportunities/{hidden.pk}/" not in xml
    assert "/sitemap-offers.xml" in client.get("/sitemap.xml").content.decode()


def test_the_sitemap_asks_the_database_once_whatever_it_holds(django_assert_num_queries):
    for _n in range(3):
        made()
    with django_assert_num_queries(1):
        sitemap = OfferSitemap()
        assert len([sitemap.location(item) for item in sitemap.items()]) == 6
