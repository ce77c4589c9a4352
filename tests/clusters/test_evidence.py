"""Membership of a cluster is the evidence of LA6-1, shown on the careers page with a link."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from hub.publication.rules import Finding, Status, Strength, evaluate
from hub.schools.duties.judging import judged
from hub.schools.duties.published import subject_of
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.models import CareersPage, School
from tests.factories.careers import complete_careers_page

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ON = datetime.date(2026, 11, 29)
RULE = RULES_BY_ID["LA6-1"]


@pytest.fixture
def careers(framework, around) -> CareersPage:
    return complete_careers_page(around.second.home, ON, cluster_name="", cluster_url="")


def found(page: CareersPage) -> Finding:
    subject = subject_of(page, on=ON)
    assert subject is not None
    return evaluate(subject, [RULE], ON)[0]


def test_a_member_is_asked_nothing_more(careers):
    finding = found(careers)
    assert (finding.status, finding.strength) == (Status.MET, Strength.VOLUNTARY)
    assert finding.evidence == "Lea Valley cluster"


def test_many_schools_are_judged_by_their_memberships_too(careers, around):
    schools = School.objects.filter(pk=around.second.school.pk).prefetch_related("registrations")
    [one] = judged(schools, on=ON, rules=[RULE])
    assert one.findings[0].status is Status.MET


def test_the_careers_page_names_the_cluster_with_a_link(client, careers, around):
    html = client.get(careers.get_url()).content.decode()
    assert f'<a href="{around.cluster.get_url()}">Lea Valley cluster</a>' in html


def test_a_cluster_elsewhere_is_still_named_in_words(client, careers, around):
    around.membership(around.second).delete()
    assert found(careers).status is Status.MISSING
    careers.cluster_name = "A cluster of another hub"
    careers.save_revision().publish()
    assert found(careers).status is Status.MET
    assert "A cluster of another hub" in client.get(careers.get_url()).content.decode()


def test_a_school_that_leaves_has_no_evidence_left(client, careers, around):
    row = around.membership(around.second)
    row.status = "left"
    row.save()
    assert found(careers).status is Status.MISSING
    assert "Lea Valley cluster" not in client.get(careers.get_url()).content.decode()


@pytest.mark.parametrize("closing", ["unpublished", "private"])
def test_a_cluster_that_nobody_can_read_is_no_evidence(careers, around, closing):
    if closing == "private":
        index = around.cluster.get_parent()
        PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    else:
        around.cluster.unpublish()
    assert found(careers).status is Status.MISSING


def test_without_a_careers_page_nothing_names_it(around):
    schools = School.objects.filter(pk=around.second.school.pk).prefetch_related("registrations")
    [one] = judged(schools, on=ON, rules=[RULE])
    assert one.findings[0].status is Status.MISSING
