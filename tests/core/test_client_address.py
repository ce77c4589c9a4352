"""Whose request it is: behind no proxy, behind ours, and behind a CDN before it."""

import pytest

from hub.core.client_address import address_of

VISITOR, CDN, PROXY = "203.0.113.5", "198.51.100.1", "10.0.0.2"


@pytest.mark.parametrize(
    ("behind_proxy", "hops", "forwarded", "address"),
    [
        (False, 1, VISITOR, PROXY),  # nobody is there who would have written it
        (True, 1, "", PROXY),
        (True, 1, VISITOR, VISITOR),
        (True, 1, f"192.0.2.66, {VISITOR}", VISITOR),  # what visitors say of themselves is before what the proxy says
        (True, 2, f"{VISITOR}, {CDN}", VISITOR),
        (True, 2, f"192.0.2.66,{VISITOR} , {CDN}", VISITOR),
        (True, 2, VISITOR, VISITOR),  # past the CDN
        (True, 0, f"192.0.2.66, {VISITOR}", VISITOR),
    ],
)
def test_a_visitor_is_told_from_the_proxies_before_the_hub(rf, settings, behind_proxy, hops, forwarded, address):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if behind_proxy else None
    settings.PROXY_HOPS = hops
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address_of(rf.get("/", headers=headers, REMOTE_ADDR=PROXY)) == address
