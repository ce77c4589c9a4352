"""What an employer's browser sends, and the link that comes back by mail."""

import re
from typing import Any

from curriculum.models import Sector

FORM = "/opportunities/offer/"
CONFIRM = "/opportunities/offer/confirm/"
COME_IN = "/opportunities/come-in/"
ENTER = "/opportunities/come-in/link/"
MANAGE = "/opportunities/manage/"
# Any, because Django's client takes headers and its own options by the same road.
HERE: dict[str, Any] = {"HTTP_ORIGIN": "http://testserver"}


def sector() -> Sector:
    return Sector.objects.get_or_create(slug="digital", defaults={"label": "Digital"})[0]


def offer(**changes: object) -> dict[str, object]:
    """Return the fields of the one form, filled as an employer would."""
    return {
        "kind": "talk",
        "title": "Ask a baker",
        "what": "Twenty minutes on a night shift, then questions.",
        "place": "school",
        "sectors": [sector().pk],
        "organisation": "Rye Bakery",
        "name": "Ada Baker",
        "email": "ada@rye.example",
        **changes,
    }


def send(client, **changes: object):
    """Send the one form."""
    return client.post(FORM, offer(**changes), **HERE)


def link_of(mail) -> str:
    """Return the address in a letter, as its reader would follow it."""
    found = re.search(r"http://testserver(/\S+\?link=\S+)", mail.body)
    assert found, mail.body
    return found[1]


def press(client, address: str):
    """Press the button on the page behind a mailed link."""
    path, _question, token = address.partition("?link=")
    return client.post(path, {"link": token}, **HERE)
