"""The answers of a cluster's members, added up: of those alone that say yes, and with no school's own to be told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.audits.answers import services
from hub.audits.answers.models import Answer, Audit
from hub.audits.models import SharedAudit
from hub.audits.sharing.selectors import LEAST, sums_of
from hub.clusters.models import Membership
from hub.home.models import HomePage
from hub.schools.tenancy.groups import groups_of
from tests.audits.conftest import YEAR
from tests.conftest import TODAY
from tests.factories.clusters import ClusterIndexPageFactory, ClusterPageFactory, MembershipFactory
from tests.factories.schools import SchoolFactory
from tests.html import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster(staffed):
    home = HomePage.objects.get()
    cluster = ClusterPageFactory(parent=ClusterIndexPageFactory(parent=home), title="Lea Valley cluster")
    MembershipFactory(cluster=cluster, school=staffed.school)
    return cluster


def finished(school, template, *states: str) -> Audit:
    """An audit of which the first questions have these answers and the rest are in place."""
    audit, _made = services.begin(school, template, YEAR, by=None, on=TODAY)
    audit.answers.update(state=Answer.State.IN_PLACE, words="Beaconmark words")
    for answer, state in zip(audit.answers.all(), states, strict=False):
        Answer.objects.filter(pk=answer.pk).update(state=state)
    services.finish(audit, on=TODAY)
    return Audit.objects.get(pk=audit.pk)


def shared_by_others(cluster, template, number: int) -> list[Audit]:
    audits = []
    for _each in range(number):
        school = SchoolFactory()
        MembershipFactory(cluster=cluster, school=school)
        audits.append(finished(school, template, "not-yet"))
        SharedAudit.objects.create(audit=audits[-1], group=cluster, since=TODAY)
    return audits


def group_of(school):
    (group,) = groups_of([school.pk])
    return group


def test_a_leader_shares_a_finished_audit_and_stops(leader, staffed, template, cluster):
    audit = finished(staffed.school, template)
    page, share = reverse("audits_school", args=[staffed.school.pk]), reverse("audits_share", args=[audit.pk])
    assert "Share the answers" in text_of(leader.get(page))
    leader.post(share, {"group": str(cluster.pk)})
    leader.post(share, {"group": str(cluster.pk)})
    assert SharedAudit.objects.count() == 1 and "Stop sharing" in text_of(leader.get(page))
    leader.post(share, {"group": str(cluster.pk), "stop": "1"})
    assert not SharedAudit.objects.exists()


def test_sums_are_of_members_who_say_yes_and_of_enough_of_them(staffed, template, cluster):
    finished(staffed.school, template, "in-part")
    others = shared_by_others(cluster, template, LEAST - 1)
    (few,) = sums_of(group_of(staffed.school))
    assert (few.schools, few.rows) == (LEAST - 1, [])
    mine = Audit.objects.get(school=staffed.school)
    SharedAudit.objects.create(audit=mine, group=cluster, since=TODAY)
    (enough,) = sums_of(group_of(staffed.school))
    assert enough.schools == LEAST and enough.rows[0].counts == [LEAST - 1, 1, 0, 0]
    assert enough.rows[1].counts == [0, 0, LEAST, 0]
    # Who leaves, and what is opened again, counts no longer.
    Membership.objects.filter(school=others[0].school).update(status=Membership.Status.LEFT)
    (left,) = sums_of(group_of(staffed.school))
    assert (left.schools, left.rows) == (LEAST - 1, [])


def test_an_audit_opened_again_counts_no_longer(staffed, template, cluster):
    audits = shared_by_others(cluster, template, LEAST)
    services.reopen(audits[0])
    (sums,) = sums_of(group_of(staffed.school))
    assert sums.schools == LEAST - 1 and not sums.rows


def test_audits_by_one_template_are_added_up_by_whatever_title_it_had(staffed, template, cluster):
    audits = shared_by_others(cluster, template, LEAST - 1)
    template.title = "Renamed since"
    template.save()
    audits += shared_by_others(cluster, template, 1)
    assert {audit.title for audit in audits} > {"Renamed since"}
    (sums,) = sums_of(group_of(staffed.school))
    assert (sums.title, sums.schools) == ("Renamed since", LEAST) and sums.rows


def test_the_sums_name_no_school_and_no_words(governor, staffed, template, cluster):
    audits = shared_by_others(cluster, template, LEAST)
    html = governor.get(reverse("audits_sums", args=[staffed.school.pk, cluster.pk])).content.decode()
    assert f"the answers of {LEAST} schools" in html
    assert "Beaconmark" not in html and audits[0].school.name not in html


@pytest.mark.parametrize("asked", ["", "0", "abc", "9" * 30, "²"])
def test_a_group_that_the_school_is_not_in_is_refused(leader, staffed, template, cluster, asked):
    audit = finished(staffed.school, template)
    assert leader.post(reverse("audits_share", args=[audit.pk]), {"group": asked}).status_code == 404
    assert leader.get(reverse("audits_sums", args=[staffed.school.pk, 999_999])).status_code == 404


def test_what_is_not_finished_is_not_shared_and_a_governor_shares_nothing(leader, governor, audit, cluster):
    share = reverse("audits_share", args=[audit.pk])
    assert leader.post(share, {"group": str(cluster.pk)}).status_code == 302
    assert governor.post(share, {"group": str(cluster.pk)}).status_code == 302
    assert not SharedAudit.objects.exists()


def test_sums_cost_the_same_however_many_share(governor, staffed, template, cluster):
    address = reverse("audits_sums", args=[staffed.school.pk, cluster.pk])

    def asked() -> int:
        governor.get(address)
        with CaptureQueriesContext(connection) as queries:
            governor.get(address)
        return len(queries)

    shared_by_others(cluster, template, LEAST)
    before = asked()
    shared_by_others(cluster, template, LEAST)
    assert asked() == before
