"""Made-up schools with pages, a collection, a picture, a hostname and a careers leader each, written in bulk."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, PageLogEntry

from hub.accounts.models import User
from hub.media.models import HubImage
from hub.schools.careers.models.page import CareersPage
from hub.schools.hosts.models import SchoolHost
from hub.schools.models import Role, School
from hub.schools.tenancy.models import SchoolCollection, SchoolMembership
from hub.schools.tenancy.provisioning import CENTRAL_GROUP
from tests.bench.duties.fill import TOGETHER
from tests.bench.duties.fill import fill as fill_schools


@dataclass(frozen=True)
class People:
    """Who asks: an administrator, one of the hub's editors, and the careers leader of a school."""

    administrator: User
    editor: User
    leader: User


@transaction.atomic
def fill(count: int, *, on: datetime.date) -> People:
    """Make `count` schools that publish everything, each with files and a leader of its own."""
    fill_schools(count, publishing=count, on=on)
    schools = list(School.objects.order_by("pk"))
    _pictures(_collections(schools))
    leaders = _leaders(schools)
    _edited(leaders)
    now = timezone.now()
    SchoolHost.objects.bulk_create(
        [
            SchoolHost(school=each, hostname=f"school{number}.example.sch.uk", answers_since=now)
            for number, each in enumerate(schools)
        ],
        batch_size=TOGETHER,
    )
    administrator = User.objects.create_superuser("administrator@hub.example")
    editor = User.objects.create_user("editor@hub.example", is_central=True)
    editor.groups.add(Group.objects.get(name=CENTRAL_GROUP))
    return People(administrator, editor, leaders[0])


def _collections(schools: Sequence[School]) -> list[Collection]:
    root = Collection.get_first_root_node()
    assert root is not None
    made = []
    for step, school in enumerate(schools, start=root.numchild + 1):
        path = Collection._get_path(root.path, root.depth + 1, step)
        made.append(Collection(name=school.slug, path=path, depth=root.depth + 1))
    Collection.objects.bulk_create(made, batch_size=TOGETHER)
    Collection.objects.filter(pk=root.pk).update(numchild=root.numchild + len(made))
    SchoolCollection.objects.bulk_create(
        [SchoolCollection(school=school, collection=each) for school, each in zip(schools, made, strict=True)],
        batch_size=TOGETHER,
    )
    return made


def _pictures(collections: Sequence[Collection]) -> None:
    """Give each collection a picture, whose file is missing, as on a copy of a hub without its media."""
    HubImage.objects.bulk_create(
        [
            HubImage(
                title=f"Picture {number}",
                file=f"original_images/{number}.png",
                width=40,
                height=30,
                collection=each,
                description="A made-up picture.",
            )
            for number, each in enumerate(collections)
        ],
        batch_size=TOGETHER,
    )


def _leaders(schools: Sequence[School]) -> list[User]:
    leaders = User.objects.bulk_create(
        [User(email=f"leader{number}@school.example", password="!") for number in range(len(schools))],
        batch_size=TOGETHER,
    )
    SchoolMembership.objects.bulk_create(
        [
            SchoolMembership(user=user, school=school, role=Role.CAREERS_LEADER)
            for user, school in zip(leaders, schools, strict=True)
        ],
        batch_size=TOGETHER,
    )
    return leaders


def _edited(leaders: Sequence[User]) -> None:
    """Say in the log that each leader has edited a careers page: Wagtail's filters name who edited."""
    pages, kind = CareersPage.objects.order_by("school"), ContentType.objects.get_for_model(CareersPage)
    now = timezone.now()
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page_id=pk, content_type=kind, label="Careers", action="wagtail.edit", timestamp=now, user=user
            )
            for pk, user in zip(pages.values_list("pk", flat=True), leaders, strict=True)
        ],
        batch_size=TOGETHER,
    )
