"""The public pages of clusters."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.clusters.models import ClusterPartner, Membership
from tests.factories.clusters import MembershipFactory
from tests.factories.schools import BoroughFactory, SchoolFactory, SchoolHomePageFactory
from tests.html import text_of

MOST_QUERIES = 21
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_a_cluster_says_who_belongs_to_it_who_leads_and_who_works_with_it(client, around):
    ClusterPartner.objects.create(page=around.cluster, name="Lea Boats", url="https://boats.example")
    response = client.get(around.cluster.get_url())
    html, said = response.content.decode(), text_of(response)
    assert "Led by Alder Wharf School" in said and "Members 2" in said
    assert f'href="{around.first.home.get_url()}"' in html and "Birch Lock School" in said
    assert "Cedar Mill School" not in said
    assert 'href="https://boats.example" rel="external noopener"' in html
    assert "September 2026" in said


def test_machines_are_told_what_a_cluster_is_and_where_it_works(client, around):
    around.cluster.boroughs.add(BoroughFactory(label="Hackney"))
    around.cluster.save()
    html = client.get(around.cluster.get_url()).content.decode()
    graph = json.loads(re.findall(r"ld\+json\">(.*?)</script>", html)[0])["@graph"]
    (told,) = [each for each in graph if each["@type"] == "Organization"]
    assert told["name"] == "Lea Valley cluster"
    assert [each["name"] for each in told["areaServed"]] == ["Hackney"]


@pytest.mark.parametrize("status", ["asked", "invited", "declined", "left"])
def test_who_only_asks_or_has_left_is_no_member(client, around, status):
    Membership.objects.create(cluster=around.cluster, school=around.outside.school, status=status)
    assert "Cedar Mill School" not in client.get(around.cluster.get_url()).content.decode()


def test_a_school_without_a_public_page_is_named_and_not_linked(client, around):
    around.second.home.unpublish()
    html = client.get(around.cluster.get_url()).content.decode()
    assert "Birch Lock School" in html and around.second.home.slug not in html


def test_a_closed_school_is_named_no_longer(client, around):
    around.second.school.status = "closed"
    around.second.school.save()
    assert "Birch Lock School" not in client.get(around.cluster.get_url()).content.decode()


def asked(client, page) -> int:
    client.get(page.get_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(page.get_url())
    return len(queries)


def test_members_cost_no_queries_of_their_own(client, around):
    before, index = asked(client, around.cluster), around.first.home.get_parent()
    for number in range(30):
        school = SchoolFactory(name=f"Member {number:02}")
        SchoolHomePageFactory(parent=index, school=school)
        MembershipFactory(cluster=around.cluster, school=school)
    assert asked(client, around.cluster) == before <= MOST_QUERIES


def test_the_list_names_each_public_cluster_and_counts_its_members(client, around):
    html = client.get("/clusters/").content.decode()
    assert f'href="{around.cluster.get_url()}"' in html and "Schools near each other" in html
    assert '<td class="num" data-l="Members">2</td>' in html
    around.cluster.unpublish()
    assert "Lea Valley cluster" not in client.get("/clusters/").content.decode()


def test_the_site_map_names_clusters(client, around):
    assert "/clusters/" in client.get("/sitemap-en.xml").content.decode()
