"""Codes for made-up rows that no real row has: a real one begins with a digit."""

from string import ascii_uppercase, digits

SIGNS = digits + ascii_uppercase


def code(n: int, *, length: int) -> str:
    """The `n`th code of `length` signs, of which the first is a letter: A0, A1, ... A9, AA, ... ZZ, then A0 again."""
    rest = ""
    for _ in range(length - 1):
        n, sign = divmod(n, len(SIGNS))
        rest = SIGNS[sign] + rest
    return ascii_uppercase[n % len(ascii_uppercase)] + rest
