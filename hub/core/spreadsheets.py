"""Makes text safe for spreadsheet cells: text that begins like a formula would be run as one."""

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide forms work too
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def writable(text: str) -> str:
    """Leave out the control characters that a workbook cannot hold."""
    return _UNWRITABLE.sub("", text)


def harmless(text: str) -> str:
    """Return `text` for a cell of a CSV file; what begins like a formula gets an apostrophe before it."""
    text = writable(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
