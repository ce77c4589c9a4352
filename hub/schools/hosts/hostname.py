"""A school's own hostname, read once from what somebody typed."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Site

LONGEST = 253
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
# Names that are never given out on the internet (RFC 2606, 6761, 6762, and ICANN's "internal").
_NEVER_GIVEN_OUT = ("local", "internal", "home.arpa", "invalid")


class NotAHostname(ValueError):
    """What was typed is no hostname for a school; the message is for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Hostname:
    """A name as a browser sends it: small letters, ASCII (IDNA), no port."""

    ascii: str

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what somebody typed; capitals and a last dot are put right, other letters become ASCII.

        Raises:
            NotAHostname: with what to type instead.
        """
        name = text.strip().lower().removesuffix(".")
        _refuse_more_than_a_name(name)
        name = _as_ascii(name)
        labels = name.split(".")
        if not all(_LABEL.fullmatch(label) for label in labels) or len(name) > LONGEST:
            raise NotAHostname(_("Use letters, digits, hyphens and dots only, such as careers.example.sch.uk."))
        if len(labels) < 2:
            raise NotAHostname(_("A hostname has a dot in it, such as careers.example.sch.uk."))
        if name.endswith(tuple(f".{each}" for each in _NEVER_GIVEN_OUT)):
            raise NotAHostname(_("Nobody outside your network could open that name."))
        return cls(name)

    @property
    def shown(self) -> str:
        """The name in its own letters, for people."""
        try:
            return self.ascii.encode("ascii").decode("idna")
        except UnicodeError:
            return self.ascii


def _refuse_more_than_a_name(name: str) -> None:
    """Raise NotAHostname for an address, a port, a number or a pattern."""
    if not name:
        raise NotAHostname(_("Type a hostname, such as careers.example.sch.uk."))
    if "*" in name:
        raise NotAHostname(_("Type each name by itself: a star for many names is not possible."))
    if _is_number(name):
        raise NotAHostname(_("That is the number of a machine. Type its name."))
    if "/" in name or "?" in name or "#" in name or "@" in name:
        raise NotAHostname(_("Type the name alone: without https://, and nothing after a slash."))
    if ":" in name:
        raise NotAHostname(_("Type the name alone, without a port (what follows the colon)."))


def _is_number(name: str) -> bool:
    """Tell whether a browser would take the name for an IP address, in whatever way it is written."""
    bare = re.sub(r":\d+$", "", name) if name.count(":") == 1 else name
    try:
        ipaddress.ip_address(bare.strip("[]"))
    except ValueError:
        last = bare.rsplit(".", 1)[-1]
        return bool(re.fullmatch(r"\d+|0x[0-9a-f]*", last))
    return True


def _as_ascii(name: str) -> str:
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise NotAHostname(_("There is a letter in that name that no hostname may have.")) from error


def hostnames_of_the_hub() -> frozenset[str]:
    """Return the names that the hub itself answers to, by its settings."""
    allowed = (each.lower().lstrip(".") for each in settings.ALLOWED_HOSTS)
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    return frozenset({own, *allowed} - {"*", ""})


def belongs_to_the_hub(name: Hostname) -> bool:
    """Tell whether the hub itself answers to a name, by its settings or as one of Wagtail's sites."""
    return name.ascii in hostnames_of_the_hub() or Site.objects.filter(hostname__iexact=name.ascii).exists()
