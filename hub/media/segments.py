"""What a picture file is made of, part by part: those that draw it, and the others that say something about it.

Leaving out the others keeps the picture bit for bit as it was. The parts are those of ITU-T T.81 (JPEG), ISO/IEC 15948
(PNG), the WebP container specification, GIF89a, and ISO/IEC 14496-12 (AVIF).
"""

import re
import struct
from collections.abc import Callable, Iterator

# What follows the data of a JPEG's scan: a marker that is no restart, and no 0xFF that stands for itself.
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
START, END, SCAN = b"\xff\xd8", 0xD9, 0xDA
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_DRAWS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT".split()
)
WEBP_FRAME_DRAWS = frozenset({b"ALPH", b"VP8 ", b"VP8L"})
WEBP_DRAWS = WEBP_FRAME_DRAWS | {b"VP8X", b"ICCP", b"ANIM", b"ANMF"}
WEBP_SAYS = 0x08 | 0x04  # the flags of EXIF and XMP
GIF_LOOPS_AND_COLOURS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
AVIF_DRAWS = frozenset({b"ftyp", b"meta", b"moov", b"mdat"})
AVIF_SAYS = (b"Exif", b"mime", b"uri ", b"uuid", b"udta")


class NotAsSpecified(ValueError):
    """The file does not keep to what its kind prescribes; a decoder may be able to read it all the same."""


def only_what_draws(data: bytes, kind: str) -> bytes | None:
    """Return the file with nothing in it but the parts that draw it; None where that means writing it anew.

    `kind` is Pillow's name of it. What comes back equals `data` where it holds nothing else.

    Raises:
        NotAsSpecified: also for a file that ends too early.
    """
    if kind == "AVIF":
        return data if _avif_says_nothing(data) else None
    parts = PARTS.get(kind)
    if parts is None:
        return None
    try:
        return b"".join(parts(data))
    except (IndexError, struct.error) as error:
        raise NotAsSpecified(kind) from error


def _jpeg(data: bytes) -> Iterator[bytes]:
    if not data.startswith(START):
        raise NotAsSpecified("JPEG")
    yield START
    at = 2
    while True:
        if data[at] != 0xFF:
            raise NotAsSpecified("JPEG")
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if marker == END:  # what follows is a second picture, or a film
            yield data[at : at + 2]
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == SCAN:
            found = AFTER_SCAN.search(data, end)
            if found is None:
                raise NotAsSpecified("JPEG")
            end = found.start()
        if _jpeg_draws(marker, data[at + 4 : end]):
            yield data[at:end]
        at = end


def _jpeg_draws(marker: int, content: bytes) -> bool:
    if marker == 0xE0:  # JFIF; one that is longer holds a small copy of the picture
        return content.startswith(b"JFIF\0") and len(content) == 14
    if marker == 0xE2:
        return content.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:  # Adobe's, which says how the colours are written
        return content.startswith(b"Adobe") and len(content) == 12
    return 0xC0 <= marker <= 0xCF or SCAN <= marker <= 0xDF


def _png(data: bytes) -> Iterator[bytes]:
    if not data.startswith(PNG_SIGNATURE):
        raise NotAsSpecified("PNG")
    yield PNG_SIGNATURE
    at, name = len(PNG_SIGNATURE), b""
    while name != b"IEND":
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise NotAsSpecified("PNG")
        if name in PNG_DRAWS:
            yield data[at:end]
        at = end


def _webp(data: bytes) -> Iterator[bytes]:
    sign, size, kind = struct.unpack_from("<4sI4s", data)
    if (sign, kind) != (b"RIFF", b"WEBP") or size + 8 > len(data):
        raise NotAsSpecified("WEBP")
    kept = b"".join(_webp_chunks(data[12 : size + 8], WEBP_DRAWS))
    yield struct.pack("<4sI4s", b"RIFF", len(kept) + 4, b"WEBP") + kept


def _webp_chunks(data: bytes, draws: frozenset[bytes]) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        content = data[at + 8 : at + 8 + size]
        if len(content) < size:
            raise NotAsSpecified("WEBP")
        at += 8 + size + size % 2
        if name not in draws:
            continue
        if name == b"VP8X":
            content = bytes([content[0] & ~WEBP_SAYS]) + content[1:]
        if name == b"ANMF":  # a frame, in which there is no other
            content = content[:16] + b"".join(_webp_chunks(content[16:], WEBP_FRAME_DRAWS))
        yield struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)


def _gif(data: bytes) -> Iterator[bytes]:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise NotAsSpecified("GIF")
    at = 13 + _gif_colours(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        head = at
        if data[at] == 0x2C:
            at += 10 + _gif_colours(data[at + 9]) + 1
            draws = True
        elif data[at] == 0x21:
            at += 2
            application = data[at + 1 : at + 12] if data[at - 1] == 0xFF else b""
            draws = data[at - 1] == 0xF9 or application in GIF_LOOPS_AND_COLOURS
        else:
            raise NotAsSpecified("GIF")
        while data[at]:
            at += 1 + data[at]
        at += 1
        if draws:
            yield data[head:at]
    yield b"\x3b"


def _gif_colours(flags: int) -> int:
    """Return the bytes of the colour table that these flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _avif_says_nothing(data: bytes) -> bool:
    """Tell whether no box and no item is there but those of pictures. Their offsets forbid taking one out."""
    at = 0
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at) if at + 8 <= len(data) else (0, b"")
        if size < 8 or at + size > len(data) or name not in AVIF_DRAWS:
            return False
        if name != b"mdat" and any(word in data[at : at + size] for word in AVIF_SAYS):
            return False
        at += size
    return True


PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif}
