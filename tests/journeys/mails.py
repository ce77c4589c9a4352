"""Letters of a hub that a journey serves: they are files, read as their readers would."""

import email
import re
import shutil
import time
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from .conftest import Hub

LINK = re.compile(r"http://testserver(/\S+)")


def copy_with_mail(seed: Path, place: Path) -> Path:
    """Return a copy of the demo's data with a folder for letters (TEST_MAIL)."""
    var = Path(shutil.copytree(seed, place / "var"))
    (var / "mail").mkdir()
    return var


def letters(hub: Hub) -> list[EmailMessage]:
    """Return all letters so far, the oldest first."""
    files = sorted((hub.var / "mail").glob("*.log"), key=lambda path: (path.stat().st_mtime, path.name))
    return [email.message_from_bytes(raw, policy=policy.default) for raw in _raw(files)]


def _raw(files: list[Path]) -> list[bytes]:
    # The backend ends each letter with a line of dashes, and keeps those of one connection in one file.
    ends = b"\n" + b"-" * 79 + b"\n"
    return [raw for path in files for raw in path.read_bytes().split(ends) if raw.strip()]


def letter(hub: Hub, subject: str, *, to: str = "") -> EmailMessage:
    """Return the last letter with these words in its subject, once it has arrived."""
    for _attempt in range(50):
        found = [each for each in letters(hub) if subject in each["subject"] and to in each["to"]]
        if found:
            return found[-1]
        time.sleep(0.2)
    subjects = [(each["to"], each["subject"]) for each in letters(hub)]
    raise AssertionError(f"no letter about: {subject}; there are {subjects}")


def text(of: EmailMessage) -> str:
    """Return what a letter says."""
    part = of.get_body(("plain",))
    assert part
    return cast("str", part.get_content())


def link(of: EmailMessage) -> str:
    """Return the path of the first address in a letter."""
    found = LINK.search(text(of))
    assert found, text(of)
    return found[1]
