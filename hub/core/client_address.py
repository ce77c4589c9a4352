"""Counts recent requests from one network, without storing its address."""

import dataclasses
import ipaddress
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from hub.core import counting


@dataclasses.dataclass(frozen=True)
class Share:
    """How many requests a network has made in this window, this one included, and how many seconds are left of it."""

    count: int
    seconds_left: int


def address_of(request: HttpRequest) -> str:
    """Return the sender's address. Behind our proxy it is the last of X-Forwarded-For, the one the proxy wrote.

    With a CDN before the proxy (PROXY_HOPS=2) that is the CDN's, and the one before it is what the CDN wrote. Whoever
    came past the CDN has only one.
    """
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        hops = forwarded.split(",")
        return hops[-min(max(settings.PROXY_HOPS, 1), len(hops))].strip()
    return request.META.get("REMOTE_ADDR", "")


def from_here(request: HttpRequest) -> bool:
    """Say whether what was posted comes from this host: by Origin, which browsers send with a POST, else by Referer."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return urlsplit(source).netloc.lower() == request.get_host().lower()
    except ValueError:
        return False


def network_of(address: str) -> str:
    """Return an IPv4 address as it is and an IPv6 address as its /64, which one household or school holds whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def count(purpose: str, address: str, *, seconds: int) -> Share:
    """Count a request for `purpose` against the sender's network, in windows of so many seconds by the clock.

    The address is never stored: the counter's key is a keyed hash of its network, and it expires.
    """
    now = time.time()
    window = salted_hmac("hub.senders", f"{purpose} {network_of(address)} {now // seconds:.0f}").hexdigest()
    return Share(counting.count(f"senders:{window}", seconds=seconds), seconds - int(now % seconds))
