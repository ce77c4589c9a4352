"""Somebody who goes through the cells, and what is wrong with what they are answered."""

import io
import time
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import UnorderedObjectListWarning
from django.db import connection, transaction
from django.test import Client

from tests.isolation.matrix.cells import Cell, asked, is_closed, known, owner_of
from tests.isolation.matrix.classified import FOR_SCHOOLS
from tests.isolation.matrix.forms import Sent, as_data
from tests.isolation.matrix.owner import Owner, table_written
from tests.isolation.matrix.world import World
from tests.opportunities.visiting import browser_of

CLOSED = frozenset({302, 400, 403, 404, 405, 410})
MOST_FORMS = 6
# Long enough that no random token of a page is one: of five letters, one run of all cells in twenty met its own.
MARKS = r"xq(alder|beacon|central)"
# These take what a script puts there, and no form.
PUT_TO = {"wagtail_localize:edit_string_translation", "wagtail_localize:edit_override"}
PUT = {"data": "value=Typed", "content_type": "application/x-www-form-urlencoded"}


def signed_in(world: World, who: str) -> Client:
    if who == "employer":
        client = browser_of(world.employer)
        client.raise_request_exception = False
        return client
    # What a browser says of the page that a form stood on: public forms ask for it.
    client = Client(raise_request_exception=False, headers={"origin": "http://testserver"})
    if who != "visitor":
        client.force_login(world.hub.person if who == "hub" else world.people[who])
    return client


def words_of(answer: Any) -> bytes:
    """Return what is read in an answer: of a Word file, a workbook or a zip, what is packed into it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"".join(packed.read(each) for each in packed.namelist())


@dataclass
class Walker:
    """Goes through the cells as one person, and notes what should not be."""

    world: World
    who: str
    forms: dict[str, list[Sent]]
    counts: Counter = field(default_factory=Counter)
    wrong: set[str] = field(default_factory=set)
    wrote: set[str] = field(default_factory=set)
    seconds: float = 0

    def __post_init__(self) -> None:
        own = owner_of(self.who, self.world)
        self.is_staff = self.who.endswith("of the hub")
        self.others: list[Owner] = [] if self.is_staff else [each for each in self.world.owners if each is not own]
        self.client = signed_in(self.world, self.who)

    def walk(self) -> None:
        began = time.process_time()
        for cell in asked(self.who, self.world):
            self.visit(cell)
        self.seconds = time.process_time() - began

    def visit(self, cell: Cell) -> None:
        """Open a path, and post what its forms send; to a school's own also what another school's would."""
        closed = is_closed(self.who, self.world, cell)
        self.ask(cell, closed)
        if self.is_staff:
            return
        if cell.name in PUT_TO:
            self.ask(cell, closed, method="put", **PUT)
        # To a closed address one form says as much as six.
        for sent in (self.forms.get(cell.path) or [[]])[: 1 if closed else MOST_FORMS]:
            self.ask(cell, closed, method="post", data=as_data(sent, less=MARKS))
        if cell.names and cell.owner is self.world.ours and cell.name in FOR_SCHOOLS and not cell.translated:
            foreign = next(each for each in known() if each.name == cell.name).at(self.world.theirs.keys)
            for sent in self.forms.get(foreign or "", [])[:MOST_FORMS]:
                self.ask(cell, closed=False, method="post", data=as_data(sent, less=MARKS))

    def ask(self, cell: Cell, closed: bool, method: str = "get", **sent: Any) -> None:
        """Send one request; look at the answer and at what has become of others' rows; take it all back."""
        self.wrote = set()
        with transaction.atomic():
            with connection.execute_wrapper(self.note), warnings.catch_warnings():
                # Wagtail-localize's report pages an unordered list.
                warnings.simplefilter("ignore", UnorderedObjectListWarning)
                answer = getattr(self.client, method)(cell.path, **sent)
            self.counts["cells"] += 1
            self.counts[answer.status_code] += 1
            said = f"{self.who}: {method.upper()} {cell.path} ({cell.name}, {cell.owner.mark}): {answer.status_code}"
            if answer.status_code >= 500:
                self.wrong.add(said)
            if closed and answer.status_code not in CLOSED:
                self.wrong.add(f"{said}: is open")
            self.look(said, answer)
            now = {other.mark: [other.holdings.rows(each) for each in self.wrote] for other in self.others}
            transaction.set_rollback(True)
        for other in self.others:
            other.holdings.remember(self.wrote)
            if now[other.mark] != [other.holdings.first[each] for each in self.wrote]:
                self.wrong.add(f"{said}: changes {other.mark}")

    def note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if table := table_written(sql):
            self.wrote.add(table)
        return execute(sql, params, many, context)

    def look(self, said: str, answer: Any) -> None:
        words = words_of(answer).lower() if self.others else b""
        for other in self.others:
            if other.mark.lower().encode() in words:
                self.wrong.add(f"{said}: shows {other.mark}")
