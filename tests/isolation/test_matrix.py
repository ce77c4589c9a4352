"""Every address, by every role, for one's own school, another one and the hub: closed by default.

The addresses come from the URLconf. A new one fails until `matrix.classified`, or outside the admin `matrix.outside`,
says who may open it and what it names. What is posted is what the page's own forms would send; to a school's own
address also what another school's would.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.conftest import keeping_wagtails_indexes
from tests.isolation.matrix import outside
from tests.isolation.matrix.addresses import classes_of, named
from tests.isolation.matrix.cells import (
    AT_A_SCHOOL,
    FOR_THE_HUB,
    LOCALIZE,
    NOT_SIGNED_IN,
    OFFICERS,
    TRANSLATING,
    Cell,
    cells,
)
from tests.isolation.matrix.classified import FOR_OFFICERS, FOR_SCHOOLS, FOR_STAFF
from tests.isolation.matrix.forms import Sent, forms_of
from tests.isolation.matrix.walker import Walker, signed_in
from tests.isolation.matrix.world import World, build

pytestmark = pytest.mark.django_db


def test_every_address_is_classified():
    assert {name: classes_of(name) for name in named() if len(classes_of(name)) != 1} == {}
    assert (FOR_STAFF | FOR_SCHOOLS.keys() | FOR_OFFICERS.keys()) - named().keys() == set()


def test_every_address_outside_the_admin_is_classified():
    """A media file, a link that was mailed, a public page: what nobody has thought of is none of them."""
    there = named(in_admin=False)
    assert {name for name in there if not classes_of(name, in_admin=False)} == set()
    assert {name for table in outside.TABLES.values() for name in table} - there.keys() == set()


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory) -> Iterator[None]:
    """Files as they are kept in production: Wagtail serves them by their path, and finds none without."""
    storages = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), STORAGES=storages):
        yield


@pytest.fixture(scope="module")
def world(once, on_disk) -> World:
    made: dict[str, World] = {}

    def make() -> None:
        with keeping_wagtails_indexes():
            made["world"] = build()

    once(make)
    return made["world"]


@pytest.fixture(scope="module")
def forms(world, once) -> dict[str, list[Sent]]:
    """What the forms of every page send, by the path they send it to: read by somebody who may open all of them."""
    found: dict[str, list[Sent]] = {}

    def read() -> None:
        client = signed_in(world, "hub")
        for path in {cell.path for owner in world.owners for cell in cells(owner)}:
            with transaction.atomic():
                answer = client.get(path)
                transaction.set_rollback(True)
            if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
                for action, sent in forms_of(answer.content.decode(), path):
                    found.setdefault(action, []).append(sent)

    once(read)
    return found


ROLES = [*NOT_SIGNED_IN, *AT_A_SCHOOL, *OFFICERS, *FOR_THE_HUB, "editor of the hub"]


@pytest.mark.parametrize("who", ROLES)
def test_nobody_sees_or_changes_what_is_not_theirs(world, forms, who, record_property):
    walker = Walker(world, who, forms)
    with keeping_wagtails_indexes():
        walker.walk()
    # The suite's summary says it (tests.conftest).
    record_property("matrix", (who, walker.counts["cells"], round(walker.seconds)))
    assert not walker.wrong, "\n".join(["", *sorted(walker.wrong)])
    assert walker.counts["cells"] > (100 if who == "employer" else 400)


def statuses(world: World, who: str, among: Iterator[Cell]) -> dict[str, set[int]]:
    """Return what each address answered, by its name."""
    client = signed_in(world, who)
    found: dict[str, set[int]] = {}
    for cell in among:
        with transaction.atomic():
            found.setdefault(cell.name, set()).add(client.get(cell.path).status_code)
            transaction.set_rollback(True)
    return found


# A block that is previewed comes by a query; and a school takes no part in its own request.
NOT_SO = {"wagtailadmin_block_preview", "opportunities_joint_request"}


def test_a_careers_leader_opens_what_is_her_own(world):
    """Else every cell above could be closed for want of an object."""
    own = (cell for cell in cells(world.ours) if cell.class_ in ("schools", "file"))
    found = statuses(world, "careers leader", own)
    assert {name for name, answers in found.items() if answers <= {403, 404}} == NOT_SO


def test_a_translator_opens_what_the_hub_has_translated(world):
    """The translation that the others are refused exists, and is open to whom it is meant for."""
    translating = (cell for cell in cells(world.hub) if cell.translated or cell.name in TRANSLATING)
    found = statuses(world, "translator", translating)
    opened = {name for name, answers in found.items() if 200 in answers}
    assert opened >= {f"{LOCALIZE}download_pofile", f"{LOCALIZE}preview_translation", "wagtailadmin_pages:edit"}


# Snippets: no row of a school is one, and the hub has none in a second language.
NO_SNIPPET = {
    f"{LOCALIZE}{name}" for name in ("submit_snippet_translation", "snippets_api_listing", "snippets_api_detail")
}


def test_what_is_translated_is_there_to_be_asked_for(world):
    """With keys that no row has, 404 would count as closed."""
    for owner in world.owners:
        found = statuses(world, "hub", (cell for cell in cells(owner) if cell.name.startswith(LOCALIZE)))
        assert {name for name, answers in found.items() if 404 in answers} == NO_SNIPPET
