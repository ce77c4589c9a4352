"""Who sends a request, as far as the hub needs to know: how much came from one network lately, never its address."""

import dataclasses
import ipaddress
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclasses.dataclass(frozen=True)
class Share:
    """How many requests a network has made in this window, this one included, and how many seconds are left of it."""

    count: int
    seconds_left: int


def address_of(request: HttpRequest) -> str:
    """Return the sender's address. Behind our proxy it is the last of X-Forwarded-For, the one the proxy wrote."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
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

    The address is never stored: a keyed hash of its network is the name of a counter that forgets itself.
    """
    now = time.time()
    window = salted_hmac("hub.senders", f"{purpose} {network_of(address)} {now // seconds:.0f}").hexdigest()
    cache.add(f"senders:{window}", 0, seconds)
    try:
        made = cache.incr(f"senders:{window}")
    except ValueError:  # forgotten between the two lines
        made = 1
    return Share(made, seconds - int(now % seconds))
