"""Whether a hostname leads here is asked of a real server; what it says decides where the school is read."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from hub.schools.hosts import proof
from hub.schools.hosts.proving import ANOTHER, check, check_all
from hub.schools.hosts.table import table
from resources.link_checks.asking import Kind, Reason
from resources.link_checks.policy import Policy, polite
from tests.factories.hosts import SchoolHostFactory
from tests.resources.link_checks.site import LOCALHOST, Says, Site
from tests.schools.hosts.conftest import NAME

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def site():
    with Site() as site:
        yield site
        site.shutdown()


@pytest.fixture
def policy(site, settings) -> Policy:
    """The hub's own policy, but every name is a server on this machine, which the hub is as well."""
    settings.WAGTAILADMIN_BASE_URL = f"http://{LOCALHOST}:{site.server_port}"
    return replace(
        polite(),
        allows=lambda address: True,
        schemes=frozenset({"http"}),
        ports=None,
        resolve=lambda host, port: [LOCALHOST],
    )


@pytest.fixture
def host():
    return SchoolHostFactory.create(hostname=NAME, answers_since=None)


def test_what_the_hub_says_at_a_host_is_the_proof(host):
    answer = Client().get(proof.PATH, headers={"host": NAME})
    assert answer.content.decode() == proof.of(NAME)
    assert proof.of(NAME) != proof.of("www.quince.sch.uk")


def test_a_name_that_leads_here_becomes_the_address(host, site, policy):
    assert not table().addresses
    site.answers[proof.PATH] = Says(body=proof.of(NAME).encode(), kind="text/plain")
    now = timezone.now()
    assert check(host, at=now, policy=policy)
    host.refresh_from_db()
    assert (host.answers_since, host.fault, host.checked_at) == (now, "", now)
    assert table().addresses[host.school.slug].root.endswith(f"//{NAME}:{site.server_port}")
    assert site.asked[0][2]["Host"] == f"{NAME}:{site.server_port}"


@pytest.mark.parametrize("said", [Says(), Says(404), Says(body=b"0" * 64), Says(301, headers={"Location": "/x"})])
def test_a_name_at_which_another_answers_is_no_address_any_more(said, host, site, policy):
    host.answers_since = timezone.now() - 9 * DAY
    host.save()
    site.answers[proof.PATH] = said
    assert not check(host, at=timezone.now(), policy=policy)
    assert (host.fault, host.answers_since) == (ANOTHER, None)


def test_a_name_that_is_silent_stays_the_address_for_three_days(host, site, policy, settings):
    settings.WAGTAILADMIN_BASE_URL = f"http://{LOCALHOST}:1"
    now = timezone.now()
    host.answers_since = now - 9 * DAY
    host.save()
    for days, stays in ((0, True), (2, True), (3, False)):
        assert not check(host, at=now + days * DAY, policy=policy)
        assert host.fault == Kind.NO_CONNECTION
        assert (host.answers_since is not None) == stays


def test_a_name_that_leads_inside_a_network_is_not_asked(host, site, policy, settings):
    strict = replace(policy, allows=polite().allows)
    assert not check(host, at=timezone.now(), policy=strict)
    assert (host.fault, site.asked) == (Reason.INSIDE, [])


def test_a_name_is_asked_each_hour_until_it_leads_here_and_then_each_day(host, site, policy):
    now = timezone.now()
    assert check_all(at=now, policy=policy) == (1, 0)
    assert check_all(at=now + DAY / 48, policy=policy) == (0, 0)
    site.answers[proof.PATH] = Says(body=proof.of(NAME).encode(), kind="text/plain")
    assert check_all(at=now + DAY / 24, policy=policy) == (1, 1)
    assert check_all(at=now + DAY / 8, policy=policy) == (0, 0)
    assert check_all(at=now + 2 * DAY, policy=policy) == (1, 1)


def test_what_there_is_no_time_for_is_asked_by_the_next_call(host, site, policy):
    other: Any = SchoolHostFactory(hostname="other.example.sch.uk")
    now = timezone.now()
    asked = []
    for minutes in (0, 5, 10):
        at = now + datetime.timedelta(minutes=minutes)
        found, _well = check_all(at=at, policy=policy, seconds=0)
        host.refresh_from_db()
        other.refresh_from_db()
        asked.append((found, [each for each in (host, other) if each.checked_at == at]))
    assert asked == [(1, [host]), (1, [other]), (0, [])]


def test_a_machine_without_a_way_out_asks_nobody(host, capsys):
    call_command("check_school_hosts")
    assert "nothing asked" in capsys.readouterr().out
    host.refresh_from_db()
    assert host.checked_at is None
