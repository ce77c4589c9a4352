"""What a link check may ask, and how: a value, so that a test can allow a server of its own."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.conf import settings

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# The only part of IPv6 that is given out to networks (RFC 4291); the rest maps to IPv4 or is for local use.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")


def is_public(address: IPAddress) -> bool:
    """Tell whether an address belongs to the public internet, whatever way it is written or wrapped."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        # Both carry an IPv4 address that their gateway would lead to.
        if address not in _GIVEN_OUT or address.sixtofour or address.teredo:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host by the machine's own resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be asked, and for how long. All times in seconds; `total` is for one link with all its redirects."""

    agent: str
    allows: Callable[[IPAddress], bool] = is_public
    schemes: frozenset[str] = frozenset({"https"})
    # None: any.
    ports: frozenset[int] | None = frozenset({443})
    resolve: Callable[[str, int], Sequence[str]] = resolve
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    connect: float = 5
    read: float = 10
    total: float = 40
    # Between two requests to one host.
    pause: float = 2
    redirects: int = 5
    # Of a page, when its words are looked at.
    bytes: int = 64 * 1024


def polite(**changes: float) -> Policy:
    """Return the policy of the hub: it says who asks, and where to complain."""
    return Policy(agent=f"LondonAmbitionsHub-LinkCheck/1.0 (+{settings.WAGTAILADMIN_BASE_URL})", **changes)  # type: ignore[arg-type]


@dataclass(slots=True)
class Pace:
    """Leaves a pause between two requests to one host."""

    pause: float
    _last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        before = self._last.get(host)
        left = 0 if before is None else before + self.pause - time.monotonic()
        if left > 0:
            time.sleep(left)

    def asked(self, host: str) -> None:
        self._last[host] = time.monotonic()
