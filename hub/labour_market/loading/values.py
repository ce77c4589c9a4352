"""A cell of a published table: a number, or why there is none."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from hub.labour_market.models import Withheld

# What publishers write where they give no number: the government's own shorthand ("[c]"), the performance tables'
# ("SUPP"), and the words of the files that were reshaped for the hub.
MARKS = {
    "c": Withheld.SUPPRESSED,
    "supp": Withheld.SUPPRESSED,
    "sp": Withheld.SUPPRESSED,
    "suppressed": Withheld.SUPPRESSED,
    "u": Withheld.UNRELIABLE,
    "unreliable": Withheld.UNRELIABLE,
    "low": Withheld.LOW,
    "lowcov": Withheld.UNRELIABLE,
    "z": Withheld.NOT_APPLICABLE,
    "not applicable": Withheld.NOT_APPLICABLE,
    "x": Withheld.NOT_PUBLISHED,
    "-": Withheld.NOT_PUBLISHED,
    "..": Withheld.NOT_PUBLISHED,
    ":": Withheld.NOT_PUBLISHED,
    "!": Withheld.NOT_PUBLISHED,
    "na": Withheld.NOT_PUBLISHED,
    "n/a": Withheld.NOT_PUBLISHED,
    "not available": Withheld.NOT_PUBLISHED,
    # Both at once in the source: it does not say which.
    "suppressed or not available": Withheld.NOT_PUBLISHED,
}
# Longer notes begin with one of these.
BEGINNINGS = (
    ("suppressed: unreliable", Withheld.UNRELIABLE),
    ("suppressed: too few", Withheld.SUPPRESSED),
    ("low (", Withheld.LOW),
    ("fewer than", Withheld.LOW),
)
_BRACKETS = re.compile(r"\[([^\]]+)\]")
# "[p]" provisional and "[r]" revised stand behind a number that is one all the same.
_MARKED_NUMBER = re.compile(r"\s*\[[prPR]\]$")
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?")
LARGEST = Decimal(10) ** 12


class UnreadableValue(ValueError):
    """A cell holds neither a number nor a mark that the hub knows."""


@dataclass(frozen=True)
class Value:
    """A number of two decimal places, or why there is none: never both."""

    number: Decimal | None = None
    withheld: str = ""


def parse(cell: str, *, note: str = "", times: Decimal = Decimal(1)) -> Value:
    """Return what a cell says, multiplied by `times`; `note` is the row's own, and says why a cell is empty.

    Raises:
        UnreadableValue: with a sentence that names what stands there.
    """
    text = " ".join(cell.replace("\N{NO-BREAK SPACE}", " ").split())
    if not text:
        return Value(withheld=(_mark(note) if note.strip() else Withheld.NOT_PUBLISHED) or Withheld.NOT_PUBLISHED)
    if not text[0].isdigit() and (mark := _mark(text)):
        return Value(withheld=mark)
    return Value(_rounded(_number(text) * times))


def _mark(text: str) -> str:
    folded = " ".join(text.casefold().split())
    if inside := _BRACKETS.fullmatch(folded):
        folded = inside[1].strip()
    if folded in MARKS:
        return MARKS[folded]
    return next((mark for beginning, mark in BEGINNINGS if folded.startswith(beginning)), "")


def _number(text: str) -> Decimal:
    bare = _MARKED_NUMBER.sub("", text).removeprefix("£").removesuffix("%").strip()
    if not bare or not _NUMBER.fullmatch(bare):
        raise UnreadableValue(f'"{text[:40]}" is not a number.')
    try:
        number = Decimal(bare.replace(",", ""))
    except InvalidOperation as error:
        raise UnreadableValue(f'"{text[:40]}" is not a number.') from error
    if abs(number) >= LARGEST:
        raise UnreadableValue(f'"{text[:40]}" is too large.')
    return number


def _rounded(number: Decimal) -> Decimal:
    if abs(number) >= LARGEST:
        raise UnreadableValue("The number is too large.")
    return number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
