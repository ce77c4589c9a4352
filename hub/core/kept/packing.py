"""A page as it lies in the cache: plain bytes with a checksum, so that whatever else is found there is no page."""

import gzip
import json
import struct
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

_HEAD, _LENGTHS = struct.Struct("!4sI"), struct.Struct("!II")
_KIND = b"hub2"


@dataclass(frozen=True, slots=True)
class Made:
    """From what a page was made: the public mark of then, until when it is good (seconds since 1970), what it read
    (compressed; nothing, if that cannot be asked again) and what stands for the answers."""

    mark: str
    until: float
    reads: bytes = b""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What is sent again: the headers that go with a page, its tag, and its body, compressed."""

    headers: dict[str, str]
    tag: str
    body: bytes
    made: Made = Made("", 0)

    @classmethod
    def of(cls, body: bytes, headers: dict[str, str]) -> Self:
        """Make one from a page as it was made. The tag stands for its text and for how a browser is to read it.

        Not for when it was made: what comes out the same an hour later is the same to a browser.
        """
        said = json.dumps({**headers, "Last-Modified": ""}, sort_keys=True).encode()
        tag = blake2b(said + body, digest_size=16).hexdigest()
        return cls(headers, f'W/"{tag}"', gzip.compress(body, 6, mtime=0))

    @property
    def plain(self) -> bytes:
        return gzip.decompress(self.body)

    def packed(self) -> bytes:
        """Return it as bytes."""
        made = self.made
        about = json.dumps([self.tag, self.headers, made.mark, made.until, made.answers]).encode()
        rest = _LENGTHS.pack(len(about), len(made.reads)) + about + made.reads + self.body
        return _HEAD.pack(_KIND, zlib.crc32(rest)) + rest

    @classmethod
    def unpacked(cls, found: object) -> Self | None:
        """Return the page that was packed, or None for anything else."""
        if not isinstance(found, bytes) or len(found) < _HEAD.size + _LENGTHS.size:
            return None
        kind, checksum = _HEAD.unpack_from(found)
        rest = found[_HEAD.size :]
        if kind != _KIND or zlib.crc32(rest) != checksum:
            return None
        about, reads = _LENGTHS.unpack_from(rest)
        rest = rest[_LENGTHS.size :]
        tag, headers, mark, until, answers = json.loads(rest[:about])
        made = Made(mark, until, rest[about : about + reads], answers)
        return cls(headers, tag, rest[about + reads :], made)
