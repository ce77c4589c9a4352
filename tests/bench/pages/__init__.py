"""What a page costs: the processor's time, queries, and bytes as they are sent."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from curriculum.models import Sector
from hub.labour_market.models import Area, LabourMarketPage, Occupation
from tests.bench.duties.measure import PLAIN_FILES


class NoSuchPageError(Exception):
    """A page that is to be measured is not there."""


@dataclass(frozen=True)
class Cost:
    """What one answer takes."""

    milliseconds: float
    queries: int
    sent: int


def addresses() -> dict[str, str]:
    """Return the addresses by name, of each kind the part with most figures; raise NoSuchPageError if one lacks."""
    page = LabourMarketPage.objects.live().public().filter(locale__language_code="en").first()
    if not page:
        raise NoSuchPageError("There is no page of the labour market")
    most = {
        "sector": Sector.objects.annotate(n=Count("figures")).filter(n__gt=0).order_by("-n", "slug"),
        "borough": Area.objects.boroughs().annotate(n=Count("figures")).filter(n__gt=0).order_by("-n", "slug"),
        "occupation": Occupation.objects.annotate(n=Count("figures")).filter(n__gt=0).order_by("-n", "code"),
    }
    found = {"home": "/", "London": page.get_url()}
    for kind, rows in most.items():
        row: Any = rows.first()
        if not row:
            raise NoSuchPageError(f"There are no figures of any {kind}")
        key = row.code if isinstance(row, Occupation) else row.slug
        found[kind] = page.get_url() + page.part_path(f"{kind}-{key}")
    return found | {"record": reverse("record")}


def measure(asked: Mapping[str, str], *, times: int) -> dict[str, Cost]:
    """Return what each address costs. They take turns, so that a busy machine is busy for all of them."""
    spent: dict[str, list[float]] = {name: [] for name in asked}
    sent: dict[str, list[int]] = {name: [] for name in asked}
    queries = {}
    with override_settings(STORAGES=PLAIN_FILES):
        client = Client(SERVER_NAME="localhost", headers={"accept-encoding": "gzip"})
        for name, address in asked.items():
            # What a server does once in its life is no everyday; and counting queries takes time of its own.
            _sent(client, address)
            with CaptureQueriesContext(connection) as captured:
                _sent(client, address)
            queries[name] = len(captured)
        for _turn in range(times):
            for name, address in asked.items():
                began = time.process_time()
                sent[name].append(_sent(client, address))
                spent[name].append(1000 * (time.process_time() - began))
    return {name: Cost(median(spent[name]), queries[name], round(median(sent[name]))) for name in asked}


def _sent(client: Client, address: str) -> int:
    """Return the bytes of an answer as they are sent."""
    response = client.get(address, secure=True)
    if response.status_code != 200 or response.headers.get("Content-Encoding") != "gzip":
        raise NoSuchPageError(f"{address} answers {response.status_code}, or not compressed")
    return len(response.content)
