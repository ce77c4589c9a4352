import pytest

from hub.schools.microsites.colours import INK, TINT_DARK, TINT_LIGHT, WHITE, changes, contrast, palette, parse

EXAMPLES = [
    ("#2a8fbd", "#2a8fbd", INK, "#0776a2", "#123445", "#56b5e4"),
    ("#ffd400", "#ffd400", INK, "#826b04", "#39300f", "#ffd400"),
    ("#0b1f4b", "#0b1f4b", WHITE, "#0b1f4b", "#23304a", "#90ace3"),
    ("#d7263d", "#d7263d", WHITE, "#d5243c", "#462625", "#fe8787"),
    ("#808000", "#7a7a00", WHITE, "#727207", "#323212", "#afb048"),
]


def near(one: str, other: str) -> bool:
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= 1 for at in (1, 3, 5))


@pytest.mark.parametrize(("given", "band", "on", "text", "band_dark", "text_dark"), EXAMPLES)
def test_the_five_examples_of_the_visual_language_come_out(given, band, on, text, band_dark, text_dark):
    made = palette(given)
    got = (made.band, made.text, made.band_dark, made.text_dark)
    assert made.on_band == on
    assert all(near(one, other) for one, other in zip(got, (band, text, band_dark, text_dark), strict=True)), got


@pytest.mark.parametrize(
    "given", [f"#{r}{g}{b}" for r in ("00", "7f", "ff") for g in ("00", "80", "ff") for b in ("00", "ff")]
)
def test_whatever_a_school_picks_can_be_read(given):
    made = palette(given)
    assert contrast(made.band, made.on_band) >= 4.5
    assert contrast(made.band_dark, made.on_band_dark) >= 4.5
    assert contrast(made.text, TINT_LIGHT) >= 4.5
    assert contrast(made.text_dark, TINT_DARK) >= 7


def test_a_school_is_told_what_was_changed():
    assert "#7a7a00" in changes("#808000")[0]


@pytest.mark.parametrize(("typed", "colour"), [("#ABC", "#aabbcc"), (" 2a8fbd ", "#2a8fbd"), ("red", None), ("", None)])
def test_a_colour_is_parsed_once_or_refused(typed, colour):
    assert parse(typed) == colour
