"""A school's own colour, repaired until it can be read. Pure functions; no colour is trusted as given.

Works in OKLCH (Ottosson 2020): the hue stays, lightness moves in steps of .005, chroma is cut only to stay in sRGB.
Contrast is WCAG 2's ratio. The grounds are the hub's own tokens (hub/core/styles/tokens.css).
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

WHITE, INK = "#ffffff", "#1d1a1c"
TINT_LIGHT, TINT_DARK, INK_DARK = "#f1f2ee", "#221f21", "#f0ebe6"
READABLE, READABLE_IN_THE_DARK = 4.5, 7.0
STEP, CHROMA_STEP = 0.005, 0.004
DARK_BAND_LIGHTNESS, DARK_BAND_CHROMA = 0.31, 0.05
_HEX = re.compile(r"#[0-9a-f]{6}")

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Palette:
    """The six custom properties of a school, each `#rrggbb`: band, words on it, text and links; light and dark."""

    band: str
    on_band: str
    text: str
    band_dark: str
    on_band_dark: str
    text_dark: str


def parse(value: str) -> str | None:
    """Return `value` as `#rrggbb` in lower case, accepting `#rgb` and a missing `#`; None if it is no colour."""
    text = "#" + value.strip().casefold().lstrip("#")
    if len(text) == 4:
        text = "#" + "".join(2 * char for char in text[1:])
    return text if _HEX.fullmatch(text) else None


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def palette(given: str) -> Palette:
    """Return the readable palette of `given` (`#rrggbb`).

    Raises:
        ValueError: if `given` is no colour; forms ask `parse()` first.
    """
    colour = parse(given)
    if colour is None:
        raise ValueError(f"not a colour: {given!r}")
    on_band = max((WHITE, INK), key=lambda ink: contrast(ink, colour))
    band = colour
    if contrast(on_band, colour) < READABLE:
        on_band, band = WHITE, _move(colour, -STEP, WHITE, READABLE)
    text = _move(colour, -STEP, TINT_LIGHT, READABLE)
    _lightness, chroma, hue = _to_oklch(colour)
    band_dark = _to_hex(DARK_BAND_LIGHTNESS, min(chroma, DARK_BAND_CHROMA), hue)
    text_dark = _move(colour, STEP, TINT_DARK, READABLE_IN_THE_DARK)
    return Palette(band, on_band, text, band_dark, INK_DARK, text_dark)


def changes(given: str) -> list[str]:
    """Return a sentence for each thing that had to be changed in `given`, for the school to read."""
    made, told = palette(given), []
    if made.band != parse(given):
        told.append(_("Band: darkened to %(new)s so that white words on it can be read.") % {"new": made.band})
    if made.text != parse(given):
        told.append(_("Links on white: darkened to %(new)s so that they can be read.") % {"new": made.text})
    if made.text_dark != parse(given):
        told.append(_("Links in the dark scheme: lightened to %(new)s.") % {"new": made.text_dark})
    return told


def _move(colour: str, step: float, ground: str, ratio: float) -> str:
    lightness, chroma, hue = _to_oklch(colour)
    moved, limit = colour, float(step > 0)
    while contrast(moved, ground) < ratio and lightness != limit:
        lightness = min(1, max(0, lightness + step))
        moved = _to_hex(lightness, chroma, hue)
    return moved


def _channels(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_oklch(colour: str) -> Triple:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _to_linear(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _to_hex(lightness: float, chroma: float, hue: float) -> str:
    """Return the nearest sRGB colour of this lightness and hue, with as much of the chroma as fits."""
    while chroma > 0 and not _fits(_to_linear(lightness, chroma, hue)):
        chroma = max(0, chroma - CHROMA_STEP)
    channels = (min(1, max(0, _gamma(max(0, each)))) for each in _to_linear(lightness, chroma, hue))
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)


def _fits(linear: Triple) -> bool:
    return all(-0.0005 <= channel <= 1.0005 for channel in linear)
