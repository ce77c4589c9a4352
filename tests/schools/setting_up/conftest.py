"""Schools of a register without pages, and a file that names them, with its faults."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Collection

from curriculum.models import Borough
from hub.accounts.models import User
from hub.schools.models import Invitation, School, SchoolHomePage, SetUpRun
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.factories.schools import SchoolFactory, SchoolIndexPageFactory

Rows = list[tuple[Any, ...]]
MANY = "/admin/schools/add/many/"
SEALED = re.compile(r'name="plan" value="([^"]+)"')
HEADING = "URN,Name,Email,Role\n"


@pytest.fixture
def registered(home, framework) -> dict[int, School]:
    """Two schools in Camden, of which one has closed, and one in Hackney."""
    SchoolIndexPageFactory(parent=home)
    made = {}
    for urn, borough, status in (
        (900901, "camden", School.Status.OPEN),
        (900902, "camden", School.Status.CLOSED),
        (900903, "hackney", School.Status.OPEN),
    ):
        where = Borough.objects.get(slug=borough)
        made[urn] = SchoolFactory.create(name=f"School {urn}", urn=urn, borough=where, status=status)
    return made


@pytest.fixture
def people(tmp_path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(
        HEADING + "900901,Noor Rahman,noor@school.example,\n"
        "900901,,chair@school.example,Governor\n"
        "900903,,,\n"
        "900902,,x@school.example,\n"
        "999999,,x@school.example,\n"
        "abc,,x@school.example,\n"
        "900901,,nobody,\n"
        "900901,Somebody,,\n"
        '900901,,x@school.example,"=HYPERLINK(1)"\n'
        ",,,\n"
    )
    return file


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff(registered) -> User:
    user = User.objects.create_user("editor@hub.example", "secret", first_name="Ada", last_name="Ito")
    user.groups.add(ensure_central_groups())
    return user


@pytest.fixture
def editor(staff) -> Client:
    return signed_in(staff)


def plan_of(page: str) -> str:
    (sealed,) = SEALED.findall(page)
    return sealed


@pytest.fixture
def look(editor, people) -> Callable[..., str]:
    """Return what the page answers to a file: its content, or that of `people`."""

    def looked(content: bytes | None = None, name: str = "people.csv") -> str:
        file = SimpleUploadedFile(name, people.read_bytes() if content is None else content)
        return editor.post(MANY, {"file": file}).content.decode()

    return looked


@pytest.fixture
def begun(look, editor) -> SetUpRun:
    editor.post(f"{MANY}begin/", {"plan": plan_of(look())})
    return SetUpRun.objects.get()


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def made() -> tuple[Rows, Rows, Rows]:
    """Return what setting up has written: pages and collections in their order, and invitations."""
    pages = SchoolHomePage.objects.order_by("path").values_list("title", "slug", "live", "school", "path")
    invitations = Invitation.objects.order_by("address").values_list("school", "role", "address", "name")
    return list(pages), list(Collection.objects.order_by("path").values_list("path", "name")), list(invitations)


def lines_of(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
