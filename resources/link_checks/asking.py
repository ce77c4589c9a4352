"""One request to one address of one host: read, resolved and judged once, then asked at that very address."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from resources.link_checks.policy import Policy, is_public

# How many of a host's addresses are tried until one takes the connection.
TRIES = 2
_SAFE = "%/:=&?~+!$,;'@()*[]|"
# Names that are never given out on the internet (RFC 6761, 6762, ICANN's reserved "internal").
_LOCAL = ("localhost", "local", "internal", "home.arpa")
_PORTS = {"https": 443, "http": 80}
FAULTS = (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)


class Refused(Exception):
    """An address that the hub does not ask. `reason` is one of Reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Reason:
    """Why an address is not asked, as it is stored."""

    SCHEME = "scheme"
    MALFORMED = "malformed"
    USER = "user"
    PORT = "port"
    INSIDE = "inside"


class NoAnswer(Exception):
    """Nothing came that could be read. `connected`: the host took the connection."""

    def __init__(self, kind: str, *, connected: bool = False) -> None:
        super().__init__(kind)
        self.kind, self.connected = kind, connected


class Kind:
    """What kept the answer away, as it is stored."""

    NO_SUCH_HOST = "no-such-host"
    RESOLVER_AWAY = "resolver-away"
    NO_CONNECTION = "no-connection"
    TOO_SLOW = "too-slow"
    BROKEN = "broken"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart once: what is judged is what is asked."""

    url: str
    scheme: str
    host: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said: its status, its headers (names in small letters), and the first bytes of its page (GET)."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def is_html(self) -> bool:
        return self.headers.get("content-type", "text/html").partition(";")[0].strip().lower() in (
            "text/html",
            "application/xhtml+xml",
        )


def read_target(url: str, policy: Policy) -> Target:
    """Take an address apart.

    Raises:
        Refused: for another scheme, a user name in it, another port, or what is no address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one
        raise Refused(Reason.MALFORMED) from error
    if parts.scheme not in policy.schemes:
        raise Refused(Reason.SCHEME if parts.scheme else Reason.MALFORMED)
    if parts.username is not None or parts.password is not None:
        raise Refused(Reason.USER)
    if not host or any(letter in host for letter in "\\%/?#@ "):
        raise Refused(Reason.MALFORMED)
    port = _PORTS[parts.scheme] if port is None else port
    if policy.ports is not None and port not in policy.ports:
        raise Refused(Reason.PORT)
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Target(url, parts.scheme, host, port, path)


def refusal(url: str) -> str:
    """Return why nobody outside could open an address that an editor gives, or an empty string. It asks nobody."""
    try:
        target = read_target(url, Policy(agent="", schemes=frozenset(_PORTS), ports=None))
    except Refused as refused:
        return refused.reason
    host = target.host.lower()
    if host in _LOCAL or host.endswith(tuple(f".{name}" for name in _LOCAL)):
        return Reason.INSIDE
    try:
        # The resolver takes 127.1 and 2130706433 for addresses too.
        found = ipaddress.ip_address(host if ":" in host else socket.inet_aton(host))
    except (OSError, ValueError):
        return ""
    return "" if is_public(found) else Reason.INSIDE


def addresses(target: Target, policy: Policy) -> list[str]:
    """Return the addresses of a host, IPv4 first: all of them public, or none is asked.

    Raises:
        Refused: one of them is inside a network.
        NoAnswer: there is no such host, or the resolver is away.
    """
    try:
        found = [ipaddress.ip_address(each) for each in policy.resolve(target.host, target.port)]
    except socket.gaierror as error:
        away = error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL)
        raise NoAnswer(Kind.RESOLVER_AWAY if away else Kind.NO_SUCH_HOST) from error
    except (OSError, ValueError) as error:
        raise NoAnswer(Kind.NO_SUCH_HOST) from error
    # A name with one address outside and one inside is how a visitor is led inside.
    if not all(policy.allows(each) for each in found):
        raise Refused(Reason.INSIDE)
    return [str(each) for each in sorted(found, key=lambda each: each.version)]


def ask(target: Target, method: str, policy: Policy, *, seconds: float) -> Answer:
    """Ask for HEAD or GET, without following anything, and give up after `seconds`.

    Raises:
        Refused, NoAnswer: nobody was asked, or nothing came.
    """
    connection = _connect(target, policy)
    headers = {
        "Host": _host_header(target),
        "User-Agent": policy.agent,
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Language": "en-GB,en;q=0.8",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    try:
        connection.timeout = policy.read
        with _Watch(connection, seconds) as watch:
            try:
                connection.request(method, target.path, headers=headers, preload_content=False, decode_content=True)
                response = connection.getresponse()
            except FAULTS as error:
                slow = watch.is_over or isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError)
                raise NoAnswer(Kind.TOO_SLOW if slow else Kind.BROKEN, connected=True) from error
            said = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, said, _beginning(response, policy) if method == "GET" else b"")
    finally:
        connection.close()


def _host_header(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == _PORTS[target.scheme] else f"{host}:{target.port}"


def _connect(target: Target, policy: Policy) -> HTTPConnection:
    """Connect to an address that was judged. The host's name is asked for no second time."""
    kind = Kind.NO_CONNECTION
    for address in addresses(target, policy)[:TRIES]:
        connection = (
            HTTPSConnection(
                address, target.port, timeout=policy.connect, ssl_context=policy.tls(), server_hostname=target.host
            )
            if target.scheme == "https"
            else HTTPConnection(address, target.port, timeout=policy.connect)
        )
        try:
            connection.connect()
            return connection
        except ssl.SSLError as error:
            connection.close()
            kind = Kind.CERTIFICATE if isinstance(error, ssl.SSLCertVerificationError) else Kind.NO_CONNECTION
        except FAULTS as error:
            connection.close()
            # What is refused at once is, to the library, a kind of time-out.
            refused = isinstance(error, urllib3.exceptions.NewConnectionError)
            slow = isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError) and not refused
            kind = Kind.TOO_SLOW if slow else Kind.NO_CONNECTION
    raise NoAnswer(kind)


class _Watch:
    """Cuts a connection when the time is over: a host that sends a byte now and then would never be too slow."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.is_over, self._socket = False, connection.sock
        self._timer = threading.Timer(max(seconds, 0.1), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._timer.cancel()

    def _cut(self) -> None:
        self.is_over = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


def _beginning(response: urllib3.BaseHTTPResponse, policy: Policy) -> bytes:
    """Return the first bytes of a page, unpacked; of one that breaks off or is badly packed, none."""
    try:
        return response.read(policy.bytes)
    except FAULTS:
        return b""
