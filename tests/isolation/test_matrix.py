"""Every address of the admin, by every role, for one's own school, another one and the hub: closed by default.

The addresses come from the URLconf. A new one fails until `matrix.classified` says who may open it and what it names.
What is posted is what the page's own forms would send; to a school's own address also what another school's would.
"""

import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.paginator import UnorderedObjectListWarning
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from hub.schools.models import Role
from tests.conftest import keeping_wagtails_indexes
from tests.isolation.matrix.addresses import Address, addresses, classes_of, named
from tests.isolation.matrix.classified import FOR_OFFICERS, FOR_SCHOOLS, FOR_STAFF
from tests.isolation.matrix.forms import Sent, as_data, forms_of
from tests.isolation.matrix.world import Owner, Snapshot, World, build

pytestmark = pytest.mark.django_db

CLOSED = frozenset({302, 400, 403, 404, 405})
AT_A_SCHOOL = [str(role.label).lower() for role in Role] + ["governor and clerk"]
OFFICERS = ["borough officer", "careers leader and borough officer"]
FOR_THE_HUB = ["translator", "moderator"]
WHERE_THEY_BEGIN = {
    "wagtail_localize:javascript_catalog",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_explore_root",
}
BULK = [("wagtailcore", "page", kind) for kind in ("delete", "move", "publish", "unpublish")] + [
    ("media", model, kind)
    for model in ("hubimage", "hubdocument")
    for kind in ("delete", "add_tags", "add_to_collection")
]
MOST_FORMS = 6
MARKS = r"xq(alder|beacon|hub)"


def test_every_address_is_classified():
    assert {name: classes_of(name) for name in named() if len(classes_of(name)) != 1} == {}
    assert (FOR_STAFF | FOR_SCHOOLS.keys() | FOR_OFFICERS.keys()) - named().keys() == set()


@pytest.fixture(scope="module")
def world(once) -> World:
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
        for path in {path for owner in owners(world) for _name, path, _closed in cells(owner)}:
            with transaction.atomic():
                answer = client.get(path)
                transaction.set_rollback(True)
            if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
                for action, sent in forms_of(answer.content.decode(), path):
                    found.setdefault(action, []).append(sent)

    once(read)
    return found


def owners(world: World) -> list[Owner]:
    return [world.ours, world.theirs, world.hub]


def signed_in(world: World, who: str) -> Client:
    client = Client(raise_request_exception=False)
    if who == "hub":
        client.force_login(world.hub.person)
    elif who != "visitor":
        client.force_login(world.people[who])
    return client


def cells(owner: Owner) -> Iterator[tuple[str, str, bool]]:
    """Yield (name, path, whether it names something of the owner) for every address that the owner has a path for."""
    for address in addresses():
        path = address.at(owner.keys)
        if path is not None:
            yield address.name, path, names_something(address)
            if not address.kinds:
                yield address.name, f"{path}?q=xq", False
    for app, model, action in BULK:
        key = owner.keys[{"page": "draft", "hubimage": "image", "hubdocument": "document"}[model]]
        yield "wagtail_bulk_action", f"{reverse('wagtail_bulk_action', args=[app, model, action])}?id={key}", True
    # What is chosen stands in the query: the answer leaves out what is not to be chosen.
    for name, kind in CHOSEN.items():
        yield name, f"{reverse(name)}?id={owner.keys[kind]}", False


CHOSEN = {
    "wagtailadmin_choose_page_chosen_multiple": "draft",
    "wagtailimages_chooser:chosen_multiple": "image",
    "wagtaildocs_chooser:chosen_multiple": "document",
}


def names_something(address: Address) -> bool:
    return any(not kind.startswith("=") for _argument, kind in address.kinds)


@dataclass
class Walker:
    """Goes through the cells as one person, and notes what should not be."""

    world: World
    who: str
    client: Client
    before: dict[str, Snapshot]
    counts: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    wrote: bool = False

    def note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"} and "django_session" not in sql:
            self.wrote = True
        return execute(sql, params, many, context)

    def ask(self, name: str, owner: Owner, path: str, data: dict[str, list[str]] | None = None) -> Any:
        """Open a path, or post to it; look at the answer and at what has become of others' rows; take it all back."""
        self.wrote = False
        with transaction.atomic():
            with connection.execute_wrapper(self.note), warnings.catch_warnings():
                # Wagtail-localize's report pages an unordered list.
                warnings.simplefilter("ignore", UnorderedObjectListWarning)
                answer = self.client.get(path) if data is None else self.client.post(path, data)
            self.counts["cells"] += 1
            self.counts[answer.status_code] += 1
            cell = f"{self.who}: {'GET' if data is None else 'POST'} {path} ({name}): {answer.status_code}"
            if answer.status_code >= 500:
                self.wrong.append(cell)
            self.look(cell, owner, answer)
            transaction.set_rollback(True)
        return answer

    def look(self, cell: str, owner: Owner, answer: Any) -> None:
        if self.who.endswith("of the hub"):
            return
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for other in (self.world.theirs, self.world.hub):
            if other.mark.lower().encode() in body.lower():
                self.wrong.append(f"{cell}: shows {other.mark}")
            if self.wrote and other.holds() != self.before[other.mark]:
                self.wrong.append(f"{cell}: changes {other.mark}")

    def expect_closed(self, name: str, owner: Owner, path: str, answer: Any) -> None:
        if answer.status_code not in CLOSED:
            self.wrong.append(f"{self.who}: {path} ({name}) is open: {answer.status_code}")


@pytest.fixture
def walk(world, forms):
    """Return a function that goes through every cell as somebody, and returns who went and what was wrong."""

    def go(who: str) -> Walker:
        before = {owner.mark: owner.holds() for owner in (world.theirs, world.hub)}
        walker = Walker(world, who, signed_in(world, who), before)
        began = time.process_time()
        with keeping_wagtails_indexes():
            for owner in owners(world):
                for name, path, names in cells(owner):
                    if is_asked(who, world, owner, name, path, names=names):
                        _one(walker, world, owner, name, path, names, forms)
        spent = time.process_time() - began
        print(f"{who}: {walker.counts['cells']} cells, {spent:.0f} s of processor, {dict(walker.counts)}")
        return walker

    return go


def is_asked(who: str, world: World, owner: Owner, name: str, path: str, *, names: bool) -> bool:
    """Tell whether a cell says something that another one does not.

    What is closed by its name alone, or to who is not signed in, is asked for the other school's object only; so is
    what the hub's staff open, whatever the school.
    """
    if not names:
        return owner is world.ours or "?id=" in path
    same_for_all = who == "visitor" or who.endswith("of the hub") or classes_of(name) == ["staff"]
    return owner is world.theirs or not same_for_all


def _one(walker, world, owner, name, path, names, forms) -> None:
    answer = walker.ask(name, owner, path)
    closed = is_closed(walker.who, name, foreign=names and owner is world.theirs)
    if closed:
        walker.expect_closed(name, owner, path, answer)
    if walker.who.endswith("of the hub"):
        return
    # To a closed address one form says as much as six.
    for sent in (forms.get(path) or [[]])[: 1 if closed else MOST_FORMS]:
        answer = walker.ask(name, owner, path, as_data(sent, less=MARKS))
        if closed:
            walker.expect_closed(name, owner, path, answer)
    if names and owner is world.ours and name in FOR_SCHOOLS:
        foreign = next(other for other in addresses() if other.name == name).at(world.theirs.keys)
        for sent in forms.get(foreign or "", [])[:MOST_FORMS]:
            walker.ask(name, owner, path, as_data(sent, less=MARKS))


def is_closed(who: str, name: str, *, foreign: bool) -> bool:
    """Tell whether this person is to be refused here. `foreign`: the address names something of another school."""
    (class_,) = classes_of(name)
    if class_ == "anybody" or who.endswith("of the hub"):
        return False
    if who == "visitor":
        return True
    if class_ == "oneself":
        return False
    if who in FOR_THE_HUB:
        # Nothing here is translated, and no unit waits: what is open to them is where they begin.
        return name not in WHERE_THEY_BEGIN
    if class_ == "staff" or foreign:
        return True
    return (class_ == "officers" and who not in OFFICERS) or (class_ == "schools" and who == "borough officer")


@pytest.mark.parametrize("who", ["visitor", *AT_A_SCHOOL, *OFFICERS, *FOR_THE_HUB, "editor of the hub"])
def test_nobody_sees_or_changes_what_is_not_theirs(walk, who):
    walker = walk(who)
    assert not walker.wrong, "\n".join(["", *sorted(set(walker.wrong))])
    assert walker.counts["cells"] > 400


# A block that is previewed comes by a query; and a school takes no part in its own request.
NOT_SO = {"wagtailadmin_block_preview", "opportunities_joint_request"}


def test_a_careers_leader_opens_what_is_her_own(world):
    """Else every cell above could be closed for want of an object."""
    client = signed_in(world, "careers leader")
    found: dict[str, set[int]] = {}
    for name, path, _names in cells(world.ours):
        if name in FOR_SCHOOLS:
            with transaction.atomic():
                found.setdefault(name, set()).add(client.get(path).status_code)
                transaction.set_rollback(True)
    assert {name for name, statuses in found.items() if statuses <= {403, 404}} == NOT_SO
