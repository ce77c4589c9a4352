"""What tells one release from another, as far as entries can depend on it."""

import functools
import hashlib
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

# Where the code stands that reads pages and writes entries: adapters ask models of every room for their words.
ROOTS = ("hub", "search", "curriculum", "resources")
# Code, the words of translations, and what the hub ships as data.
SUFFIXES = frozenset((".csv", ".json", ".po", ".py"))


@functools.cache
def fingerprint() -> str:
    """Return what differs whenever anything differs that makes entries: code, words and data, and the packages and the
    Python they stand on.

    Of all rooms, not of those alone that are known to matter: an entry is made from what pages of every room say of
    themselves, and a rebuild too many costs minutes, one too few costs searches that are wrong.
    """
    found = hashlib.sha256(sys.version.encode())
    for package in sorted(f"{each.name}=={each.version}" for each in distributions()):
        found.update(package.encode())
    for part in of_files(settings.BASE_DIR):
        found.update(part)
    return found.hexdigest()


def of_files(base: Path) -> Iterator[bytes]:
    """Yield the name and the digest of each file that counts, in an order that is the same on every machine."""
    for root in ROOTS:
        for path in sorted((base / root).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                yield path.relative_to(base).as_posix().encode()
                yield hashlib.sha256(path.read_bytes()).digest()
