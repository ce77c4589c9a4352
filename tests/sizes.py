"""How much the suite tries: a small form by default, everything with `WHOLE=1` (`make test-all`).

The assertions are the same in both. `size` says how many rows or cases there are, `examples` how many hypothesis makes;
a test marked `whole` kills servers or measures, and is left out of the small form (tests/README.md lists them).
"""

import os

WHOLE = bool(os.environ.get("WHOLE"))
# Of the examples that a test asks for, those of the small form.
SHARE = 4


def size(small: int, *, whole: int) -> int:
    return whole if WHOLE else small


def examples(whole: int) -> int:
    """Return how many examples hypothesis makes, of `whole` in the whole form."""
    return whole if WHOLE else max(whole // SHARE, 5)
