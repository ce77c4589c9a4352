"""Names of files that every system takes: Windows refuses signs, names of devices and a dot at the end."""

import re

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_SPACES = re.compile(r"\s+")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
LETTERS_MOST = 80


def file_name(title: str, extension: str) -> str:
    """Return a title as the name of a file, "Locked, shut or open.docx"; letters of any script stay.

    Args:
        title: what a reader calls it.
        extension: without the dot.
    """
    words = _SPACES.sub(" ", _REFUSED.sub(" ", title)).strip(" .")[:LETTERS_MOST].strip(" .")
    if not words or words.partition(".")[0].lower() in _DEVICES:
        words = f"{words} file".strip()
    return f"{words}.{extension}"


def free_name(name: str, taken: set[str]) -> str:
    """Return `name`, or with a number before its extension where it is taken, and take it: small letters are equal."""
    stem, dot, extension = name.rpartition(".")
    free, number = name, 2
    while free.lower() in taken:
        free, number = f"{stem} ({number}){dot}{extension}", number + 1
    taken.add(free.lower())
    return free
