"""Addresses as QR codes: drawn on a page, or as a file for print."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

# The quiet border that the standard asks for, in modules.
BORDER = 4
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


def drawing(address: str, *, error: str = "m") -> SafeString:
    """Return an address as a QR code, a drawing without any style of its own; `error` is how much may be damaged."""
    drawn = segno.make(address, micro=False, error=error)
    return mark_safe(drawn.svg_inline(scale=4, border=BORDER, light="#fff", dark="#000", omitsize=True))


def file_of(address: str, kind: str) -> bytes:
    """Return the same as a file of one of KINDS, large enough for a poster."""
    written = io.BytesIO()
    segno.make(address, micro=False, error="m").save(written, kind=kind, scale=20, border=BORDER, light="#fff")
    return written.getvalue()
