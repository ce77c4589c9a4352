"""The hub's own help for editors: the forms of a unit and of a careers page, field by field, with a worked example.

What is said stands in data/help, by the names of the fields; their labels come from the models, so that they are those
of the form. A test holds it complete.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from curriculum.models import UnitPage
from hub.accounts.requests import AdminRequest, RequestUser
from hub.publication.rules import LazyText
from hub.schools.models import CareersPage
from hub.schools.tenancy.scope import scope_of

DATA = Path(__file__).parent / "data" / "help"
# The topics in the order of the menu, each with the page that it is about.
TOPICS: Mapping[str, type[Page]] = {"unit": UnitPage, "careers-page": CareersPage}
LABELS = {"unit": _("Help: writing a unit"), "careers-page": _("Help: writing a careers page")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A field: its label in the form, what it is for, a good example, and what goes wrong."""

    name: str
    label: str
    why: str
    good: str
    faults: str


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields under a heading."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help."""

    key: str
    title: str
    lead: str
    sections: tuple[Section, ...]


@cache
def topic(key: str) -> Topic:
    """Return a page of the help. Read once: it changes with the code."""
    said = json.loads((DATA / f"{key}.json").read_text(encoding="utf-8"))
    model = apps.get_model(said["model"])
    sections = (Section(each["heading"], tuple(_entries(model, each))) for each in said["sections"])
    return Topic(key, said["title"], said["lead"], tuple(sections))


def _entries(model: Any, section: Mapping[str, Any]) -> Iterator[Entry]:
    for name, words in section["fields"].items():
        if "block" in section:
            label = _block(model, section["block"]).child_blocks[name].label
        else:
            of = model._meta.get_field(section["relation"]).related_model if "relation" in section else model
            field = of._meta.get_field(name)
            label = field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name
        yield Entry(name, capfirst(str(label)), words["why"], words["good"], words["faults"])


def _block(model: Any, place: str) -> Any:
    """Return a block by its place: the field, then the names of blocks within it."""
    field, *names = place.split(".")
    block = model._meta.get_field(field).stream_block
    for name in names:
        block = block.child_blocks[name]
    return block


def editors_help(request: AdminRequest, topic_key: str) -> HttpResponse:
    """Show a page of the help, to whoever may open the admin."""
    if topic_key not in TOPICS:
        raise Http404("no such help")
    others = [(key, label) for key, label in LABELS.items() if key != topic_key]
    return render(request, "home/admin/editors_help.html", {"topic": topic(topic_key), "others": others})


def addresses() -> list[URLPattern]:
    """Return the address of the help below the admin's."""
    return [path("editors-help/<slug:topic_key>/", editors_help, name="editors_help")]


def menu_items() -> list[MenuItem]:
    """Return an item of the help menu for each topic."""
    return [
        MenuItem(label, reverse("editors_help", args=[key]), name=f"help-{key}", icon_name="help", order=200 + number)
        for number, (key, label) in enumerate(LABELS.items())
    ]


def links_for(user: RequestUser) -> list[tuple[str, LazyText]]:
    """Return address and label of the help on what `user` writes, for the dashboard.

    The hub's staff write both; a school's people their careers page. Who translates the hub or decides on its lessons
    works on units, and a borough's officers write nothing. The help menu has all of it for everybody.
    """
    scope = scope_of(user)
    theirs = {"unit": scope is None or scope.kinds, "careers-page": scope is None or scope.schools}
    return [(reverse("editors_help", args=[key]), label) for key, label in LABELS.items() if theirs[key]]


def buttons(page: Page) -> list[PageMenuItem]:
    """Return the way from a page's form to the help on it."""
    found = [key for key, model in TOPICS.items() if page.specific_class is model]
    urls = [(LABELS[key], reverse("editors_help", args=[key])) for key in found]
    return [PageMenuItem(label, page=page, url=url, icon_name="help", priority=20) for label, url in urls]
