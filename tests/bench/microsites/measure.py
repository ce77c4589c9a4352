"""What a hub's pages and its admin take among many schools: milliseconds of the processor, queries, bytes."""

import os
import time
from collections.abc import Callable, Mapping
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from hub.media.models import HubImage
from hub.schools.careers.models.page import CareersPage
from hub.schools.hosts.models import SchoolHost
from hub.schools.microsites.models import SchoolHomePage, SchoolIndexPage
from hub.schools.models import School
from tests.bench.duties.measure import PLAIN_FILES
from tests.bench.figures import Figures
from tests.bench.microsites.fill import People

# What is asked for, returning the bytes of the answer.
Asked = Callable[[], int]


def measure(people: People, *, times: int) -> Figures:
    """Ask for everything in turn, so that a busy machine is busy for all of it."""
    with override_settings(STORAGES=PLAIN_FILES):
        asked = {**_public(), **_of_the_hub(people), **_of_a_school(people)}
        return {"schools": School.objects.count(), "load": os.getloadavg()[0], "answers": _taken(asked, times=times)}


def _taken(asked: Mapping[str, Asked], *, times: int) -> dict[str, Figures]:
    spent: dict[str, list[float]] = {name: [] for name in asked}
    found = {}
    for name, ask in asked.items():
        # What a server does once in its life is no everyday; and counting queries takes time of its own.
        ask()
        with CaptureQueriesContext(connection) as captured:
            size = ask()
        found[name] = {"queries": len(captured), "bytes": size}
    for _turn in range(times):
        for name, ask in asked.items():
            began = time.process_time()
            ask()
            spent[name].append(1000 * (time.process_time() - began))
    return {name: {**found[name], "cpu": median(spent[name])} for name in asked}


def _asks(client: Client, address: str, **headers: str) -> Asked:
    def ask() -> int:
        response = client.get(address, secure=True, headers=headers)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
        return sum(len(part) for part in response)

    return ask


def _as(user: object) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)  # type: ignore[arg-type]
    return client


def _public() -> dict[str, Asked]:
    visitor = Client(SERVER_NAME="localhost")
    page, index = CareersPage.objects.order_by("pk")[0], SchoolIndexPage.objects.order_by("path")[0]
    host = SchoolHost.objects.order_by("pk")[0].hostname
    within = reverse("school_search", args=[SchoolHomePage.objects.get(school=page.school).slug])
    return {
        "careers page": _asks(visitor, page.get_url() or ""),
        "directory": _asks(visitor, f"{index.get_url()}?q=made-up"),
        "search": _asks(visitor, "/search/?q=careers"),
        "search in a school": _asks(visitor, f"{within}?q=careers"),
        "host look-up": _asks(visitor, "/", host=host),
    }


def _of_the_hub(people: People) -> dict[str, Asked]:
    """Return what the hub's own people ask for."""
    editor, administrator = _as(people.editor), _as(people.administrator)
    index, home = SchoolIndexPage.objects.order_by("path")[0], SchoolHomePage.objects.order_by("path")[0]
    image, careers = HubImage.objects.order_by("pk")[0], CareersPage.objects.order_by("pk")[0]
    chooser = reverse("wagtailadmin_choose_page_child", args=[index.pk])
    ways = {
        "dashboard": reverse("wagtailadmin_home"),
        "explorer, root": reverse("wagtailadmin_explore_root"),
        "explorer, schools": reverse("wagtailadmin_explore", args=[index.pk]),
        "explorer, searched": f"{reverse('wagtailadmin_explore', args=[index.pk])}?q=made-up",
        "explorer, a school": reverse("wagtailadmin_explore", args=[home.pk]),
        "page chooser": f"{chooser}?page_type=wagtailcore.page",
        "page search": f"{reverse('wagtailadmin_pages:search')}?q=made-up",
        "page history": reverse("wagtailadmin_pages:history", args=[careers.pk]),
        "careers form": reverse("wagtailadmin_pages:edit", args=[careers.pk]),
        "image list": reverse("wagtailimages:index"),
        "image form": reverse("wagtailimages:edit", args=[image.pk]),
        "image chooser": reverse("wagtailimages_chooser:choose"),
        "document list": reverse("wagtaildocs:index"),
        "add documents": reverse("wagtaildocs:add_multiple"),
        "report of duties": reverse("publication_report"),
    }
    kept = {
        "users": reverse("wagtailusers_users:index"),
        "user form": reverse("wagtailusers_users:edit", args=[people.editor.pk]),
        "group form": reverse("wagtailusers_groups:add"),
        "collections": reverse("wagtailadmin_collections:index"),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "aging pages": reverse("wagtailadmin_reports:aging_pages"),
        "page types": reverse("wagtailadmin_reports:page_types_usage"),
        "locked pages": reverse("wagtailadmin_reports:locked_pages"),
    }
    return {name: _asks(editor, address) for name, address in ways.items()} | {
        name: _asks(administrator, address) for name, address in kept.items()
    }


def _of_a_school(people: People) -> dict[str, Asked]:
    """Return what a school's careers leader asks for; names with "own"."""
    leader = _as(people.leader)
    school = people.leader.memberships.get().school
    page = CareersPage.objects.get(school=school)
    home = SchoolHomePage.objects.get(school=school)

    def publish() -> int:
        revision = CareersPage.objects.get(pk=page.pk).save_revision(user=people.leader)
        revision.publish(user=people.leader)
        return 0

    chooser = reverse("wagtailadmin_choose_page_child", args=[home.pk])
    return {
        "own dashboard": _asks(leader, reverse("wagtailadmin_home")),
        "own explorer": _asks(leader, reverse("wagtailadmin_explore", args=[home.pk])),
        "own page chooser": _asks(leader, f"{chooser}?page_type=wagtailcore.page"),
        "own careers form": _asks(leader, reverse("wagtailadmin_pages:edit", args=[page.pk])),
        "own image list": _asks(leader, reverse("wagtailimages:index")),
        "publish": publish,
    }
