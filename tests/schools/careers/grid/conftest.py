"""A careers page with a small programme, and what its table sends."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curriculum.models import ActivityKind, YearGroup
from hub.schools.careers.grid.columns import NAMES
from hub.schools.careers.grid.words import Words, words_of
from hub.schools.models import CareersPage, ProgrammeActivity
from tests.factories.careers import CareersPageFactory


@pytest.fixture
def terms(framework, db) -> None:
    """The vocabularies as the hub ships them."""


@pytest.fixture
def page(terms, microsite, on) -> CareersPage:
    """A draft: a visit in Years 7 to 9 and a placement in Year 10."""
    page = CareersPageFactory(parent=microsite, live=False, academic_year="2026/27")
    years = {year.number: year for year in YearGroup.objects.all()}
    visit, placement = (ActivityKind.objects.get(slug=slug) for slug in ("workplace-visit", "work-experience"))
    page.programme = [
        *(
            ProgrammeActivity(
                year_group=years[number], kind=visit, title="A day at the docks", minutes=300, term="spring"
            )
            for number in (7, 8, 9)
        ),
        ProgrammeActivity(year_group=years[10], kind=placement, title="A week of work", minutes=1500, criteria=["gb6"]),
    ]
    for place, row in enumerate(page.programme.all()):
        row.sort_order = place
    page.save()
    page.save_revision()
    return page


@pytest.fixture
def words(page, on) -> Words:
    return words_of(page, on=on)


def cells(**changes: str) -> dict[str, str]:
    """Return the cells of a row that can be saved, with `changes`."""
    row = {"years": "8", "title": "A talk", "kind": "Career insight from a visiting speaker", "minutes": "60"}
    return {**dict.fromkeys(NAMES, ""), **row, **changes}


def sent(*rows: dict[str, str], keys: Callable[[int], list[str]] = lambda at: []) -> str:
    """Return rows as the table's script sends them."""
    return json.dumps([{"cells": [row[name] for name in NAMES], "keys": keys(at)} for at, row in enumerate(rows)])


def address(page: CareersPage) -> str:
    return reverse("schools_programme_grid", args=[page.pk])


def shown(client: Client, page: CareersPage) -> list[dict[str, Any]]:
    """Return the rows that the table shows."""
    return client.get(address(page)).context["data"]["rows"]


def post(client: Client, page: CareersPage, rows: str, **changes: str):
    """Send the table as its script does."""
    opened = changes.pop("opened", None) or client.get(address(page)).context["shown"].opened
    return client.post(address(page), {"rows": rows, "opened": opened, **changes})


def programme(page: CareersPage) -> list[ProgrammeActivity]:
    """Return the rows of the latest draft, in their order."""
    draft = CareersPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return sorted(draft.programme.all(), key=lambda row: row.sort_order)


def said(page: CareersPage) -> list[tuple[int, str, int]]:
    return [(number(row), row.title, row.minutes) for row in programme(page)]


def number(row: ProgrammeActivity) -> int:
    return row.year_group.number if row.year_group else 0
