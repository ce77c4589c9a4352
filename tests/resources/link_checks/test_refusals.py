"""What a check never asks: anything inside a network, by whatever name, way of writing or redirect."""

import ipaddress

import pytest

from resources.link_checks.asking import refusal
from resources.link_checks.checker import check
from resources.link_checks.choices import Outcome
from resources.link_checks.policy import Pace, Policy, is_public, polite

from .site import Says, here, leads, resolving


def strict(**changes) -> Policy:
    """Return the hub's own policy."""
    return Policy(agent="Test", pause=0, **changes)


INSIDE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.0.0.7",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::1",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_that_is_not_public_is_refused(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "151.101.0.81", "2606:4700:4700::1111", "2a00:1450:4009::5", "::ffff:8.8.8.8"]
)
def test_a_public_address_is_asked(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.0.0.7/admin",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[0:0:0:0:0:0:0:1]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://0/",
        "https://127.0.0.1./",
        "https://１２７.0.0.1/",
        "https://①②⑦.0.0.1/",
    ],
)
def test_this_machine_and_its_network_are_not_asked_by_any_way_of_writing(url):
    seen = check(url, strict(), Pace(0))
    assert (seen.outcome, seen.detail) == (Outcome.REFUSED, "inside")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://user:pass@example.org/", "user"),
        ("https://user@example.org/", "user"),
        ("https://@127.0.0.1/", "user"),
        ("https://example.org\\@127.0.0.1/", "user"),
        ("https://example.org:8443/", "port"),
        ("https://example.org:22/", "port"),
        ("https://example.org:80/", "port"),
        ("https://example.org:0/", "port"),
        ("https://example.org:99999/", "malformed"),
        ("https://example.org:x/", "malformed"),
        ("https:///path", "malformed"),
        ("https://", "malformed"),
        ("https://a..b/", "malformed"),
        (f"https://{'a' * 64}.example/", "malformed"),
        ("https://[::1/", "malformed"),
        ("https://exa mple.org/", "malformed"),
        ("https://example.org%2f@x/", "user"),
        ("https://127.0.0.1%00.example.org/", "malformed"),
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://127.0.0.1:11211/", "scheme"),
        ("//example.org/", "malformed"),
        ("", "malformed"),
        ("example.org", "malformed"),
    ],
)
def test_tricks_of_an_address_are_refused_before_anybody_is_asked(url, reason):
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    seen = check(url, strict(resolve=resolve), Pace(0))
    assert (seen.outcome, seen.detail) == (Outcome.REFUSED, reason)
    assert asked == []


def test_a_link_that_is_not_https_is_said_and_not_fetched(site):
    site.answers["/"] = Says()
    seen = check(f"{site.url}/", strict(), Pace(0))
    assert seen.outcome == Outcome.NOT_HTTPS
    assert site.asked == []


def test_a_name_that_leads_inside_is_refused_even_if_it_leads_outside_as_well():
    resolve = resolving(inside_example=["10.1.2.3"], both_example=["8.8.8.8", "10.1.2.3"], six_example=["::1"])
    for host in ("inside.example", "both.example", "six.example"):
        seen = check(f"https://{host}/", strict(resolve=resolve), Pace(0))
        assert (seen.outcome, seen.detail) == (Outcome.REFUSED, "inside"), host


@pytest.mark.parametrize(
    ("place", "outcome", "reason"),
    [
        ("https://10.0.0.7/", Outcome.REFUSED, "inside"),
        ("https://[::1]/", Outcome.REFUSED, "inside"),
        ("https://169.254.169.254/latest/", Outcome.REFUSED, "inside"),
        ("https://user:pass@example.org/", Outcome.REFUSED, "user"),
        ("file:///etc/passwd", Outcome.REFUSED, "scheme"),
    ],
)
def test_each_step_of_a_redirect_is_judged_like_the_first(site, place, outcome, reason):
    site.answers["/page"] = leads(place)
    seen = check(f"{site.url}/page", here(), Pace(0))
    assert (seen.outcome, seen.detail) == (outcome, reason)
    assert site.methods == ["HEAD"]


def test_a_redirect_to_an_address_without_https_is_not_followed(site_with):
    first, second = site_with(), site_with()
    first.answers["/page"] = leads(f"{second.url}/plain")
    # To tell the two apart, this policy calls the first one's http what the hub calls https.
    policy = here(ports=frozenset({first.server_port}))
    seen = check(f"{first.url}/page", policy, Pace(0))
    assert (seen.outcome, seen.detail) == (Outcome.REFUSED, "port")
    assert second.asked == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://127.1/", "inside"),
        ("https://2130706433/", "inside"),
        ("http://school.local/", "inside"),
        ("https://[fd12:3456::1]/", "inside"),
        ("https://a@example.org/", "user"),
        ("https://example.org:99999/", "malformed"),
        ("https://example.org:8443/", ""),
        ("http://example.org/", ""),
        ("https://localhost.example.org/", ""),
        ("https://8.8.8.8/", ""),
    ],
)
def test_what_an_editor_gives_is_judged_without_asking_anybody(url, reason):
    assert refusal(url) == reason


def test_the_hubs_own_policy_is_the_strict_one():
    policy = polite()
    assert policy.allows is is_public
    assert (policy.schemes, policy.ports, policy.redirects) == ({"https"}, {443}, 5)
