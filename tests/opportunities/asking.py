"""What a browser sends from the public pages of this room, for tests."""

import datetime
from typing import Any

from django.core import mail
from django.test import Client

HERE = {"HTTP_ORIGIN": "http://testserver"}
TUESDAY = datetime.date(2027, 1, 12)


def provider_data(**changes: Any) -> dict[str, Any]:
    """Return what a college writes in the form."""
    return {
        "institution": "Brick Lane College",
        "kind": "college",
        "technical": "on",
        "years": ["8", "9"],
        "what": "What T Levels are, where they lead, and a question round with two students.",
        "wish_1": TUESDAY.isoformat(),
        "wish_2": "",
        "wish_3": "",
        "name": "Ola Grant",
        "email": "ola@bricklane.example",
        "telephone": "",
        "website": "",
        **changes,
    }


def post(client: Client, address: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
    """Send a form of a public page, as a browser does from the page itself."""
    return client.post(address, data or {}, **{**HERE, **more})


def link_in(letter: Any) -> str:
    """Return the path of the first address in a letter."""
    text = next(line for line in letter.body.splitlines() if line.startswith("http"))
    return "/" + text.split("/", 3)[3]


def letters_to(address: str) -> list[Any]:
    """Return the letters that were sent to an address, the oldest first."""
    return [each for each in mail.outbox if each.to == [address]]


def sent() -> list[Any]:
    """Return every letter that was sent, the oldest first."""
    return list(mail.outbox)
