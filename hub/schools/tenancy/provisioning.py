"""Creates a school's pages and collection: for the command, the admin form, the demo and the tests."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Locale, Page

from hub.schools.microsites.models import SchoolHomePage, SchoolIndexPage
from hub.schools.register.models import Registration, School, school_slug
from hub.schools.register.school_types import by_code
from hub.schools.tenancy.models import SchoolCollection

CENTRAL_GROUP = "Editors"
CENTRAL_PAGE_PERMISSIONS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
# (app, model, what) of the permission to open the admin at all, and of the models' own.
ADMIN_ACCESS = ("wagtailadmin", "admin", "access")
CENTRAL_PERMISSIONS = (
    ("schools", "school", "add"),
    *(("schools", "closeddays", kind) for kind in ("add", "change", "delete")),
    ("publication", "report", "view"),
    ("search", "lookup", "view"),
    *(("search", model, kind) for model in ("promotion", "synonym") for kind in ("add", "change", "delete")),
    *(("resources", "problemreport", kind) for kind in ("view", "change")),
    ("resources", "linkcheck", "view"),
    *(("labour_market", "source", kind) for kind in ("view", "change")),
    ("labour_market", "measure", "view"),
    *(("opportunities", model, kind) for model in ("organisation", "offer") for kind in ("view", "change", "delete")),
    *(("opportunities", "representative", kind) for kind in ("view", "add", "change", "delete")),
    *(("audits", "audittemplate", kind) for kind in ("view", "add", "change", "delete")),
    *(("wagtailredirects", "redirect", kind) for kind in ("add", "change", "delete")),
    *(("wagtailcore", "workflow", kind) for kind in ("add", "change")),
    *(("wagtailcore", "task", kind) for kind in ("add", "change")),
    ("wagtail_localize", "translation", "submit"),
)


class ProvisioningError(ValueError):
    """A school cannot be made as asked; the message is for the person who asked."""


@dataclass(frozen=True)
class NewSchool:
    """What is needed to make a school that the register does not hold yet. Unknown ages are None."""

    urn: int
    name: str = ""
    type_code: str = ""
    low_age: int | None = None
    high_age: int | None = None
    starts_on: datetime.date | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Provisioned:
    """A school's home page and collection."""

    school: School
    home: SchoolHomePage
    collection: Collection


@transaction.atomic
def create_school(
    *,
    urn: int,
    name: str = "",
    type_code: str = "",
    low_age: int | None = None,
    high_age: int | None = None,
    starts_on: datetime.date | None = None,
    live: bool = True,
    **facts: Any,
) -> Provisioned:
    """Give the school with this URN its home page and its collection, all or nothing.

    Its people come later (`people.join`): a school needs no group and no row of permissions. A school of the register
    is used as it stands; one it lacks is made from the arguments (`facts` are fields of School). Running it again for
    the same school makes nothing twice.

    Raises:
        ProvisioningError: when there is no schools page, or the school is unknown and no name was given.
    """
    new = NewSchool(urn, name, type_code, low_age, high_age, starts_on, facts)
    known = Registration.objects.select_related("school").filter(urn=urn).first()
    return give_pages(known.school if known else _make_school(new), live=live)


@transaction.atomic
def give_pages(school: School, *, live: bool) -> Provisioned:
    """Give a school of the register its home page and its collection, all or nothing; nothing twice.

    Raises:
        ProvisioningError: when there is no schools page.
    """
    home = _home_page(school, live=live)
    collection = collection_of(school)
    return Provisioned(school, home, collection)


@transaction.atomic
def ensure_central_groups() -> Group:
    """Make the group of the hub's own staff: a grant above every language's front page, none on a school.

    They run the pages, redirects, translations and workflows; who may do what stays with administrators.
    """
    group, _created = Group.objects.get_or_create(name=CENTRAL_GROUP)
    root = Page.get_first_root_node()
    GroupPagePermission.objects.filter(group=group).exclude(page=root).delete()
    _grant_pages(group, root, CENTRAL_PAGE_PERMISSIONS)
    _grant_media(group, Collection.get_first_root_node(), ("add", "change", "choose"))
    group.permissions.add(*_permissions(ADMIN_ACCESS, *CENTRAL_PERMISSIONS))
    _let_answer(group, root)
    return group


def _let_answer(group: Group, root: Page) -> None:
    """Let `group` decide on what is submitted to the workflow that begins at `root`, as Wagtail makes it.

    Other groups of its steps stay. A hub whose staff have switched it off, or put another in its place, is left alone.
    """
    for task in GroupApprovalTask.objects.filter(workflow_tasks__workflow__workflow_pages__page=root):
        if not task.groups.filter(user__is_active=True).exists():
            task.groups.add(group)


def _make_school(new: NewSchool) -> School:
    if not new.name:
        raise ProvisioningError(_("The register holds no school with URN %s, and no name was given.") % new.urn)
    school = School.objects.create(name=new.name, slug=school_slug(new.name, new.urn), **new.facts)
    known = by_code(new.type_code)
    Registration.objects.create(
        school=school,
        urn=new.urn,
        type_code=known.code if known else "",
        type_name=known.name if known else "",
        low_age=new.low_age,
        high_age=new.high_age,
        starts_on=new.starts_on,
    )
    return school


def _home_page(school: School, *, live: bool) -> SchoolHomePage:
    index = SchoolIndexPage.objects.filter(locale=Locale.get_default()).order_by("path").first()
    if index is None:
        raise ProvisioningError(_("There is no schools page to put the school under."))
    home = SchoolHomePage.objects.child_of(index).filter(school=school).first()
    if home is None:
        home = index.add_child(instance=SchoolHomePage(school=school, title=school.name, slug=school.slug, live=live))
        home.save_revision(clean=False)
    return home


def collection_of(school: School) -> Collection:
    """Return the collection of the school's images and documents; make it if there is none."""
    owned = SchoolCollection.objects.select_related("collection").filter(school=school).first()
    if owned:
        return owned.collection
    collection = Collection.get_first_root_node().add_child(name=school.slug[-255:])
    SchoolCollection.objects.create(school=school, collection=collection)
    return collection


def _grant_pages(group: Group, page: Page, kinds: tuple[str, ...]) -> None:
    wanted = _permissions(*(("wagtailcore", "page", kind) for kind in kinds))
    grants = [GroupPagePermission(group=group, page_id=page.pk, permission=each) for each in wanted]
    GroupPagePermission.objects.bulk_create(grants, ignore_conflicts=True)


def _grant_media(group: Group, collection: Collection, kinds: tuple[str, ...]) -> None:
    # Wagtail asks for the permissions of its stock models, whichever models a project has in their place.
    models = (("wagtailimages", "image"), ("wagtaildocs", "document"))
    wanted = _permissions(*((*model, kind) for model in models for kind in kinds))
    grants = [GroupCollectionPermission(group=group, collection=collection, permission=each) for each in wanted]
    GroupCollectionPermission.objects.bulk_create(grants, ignore_conflicts=True)


def _permissions(*named: tuple[str, str, str]) -> list[Permission]:
    """Return the permissions called (app, model, what), in one query.

    Raises:
        Permission.DoesNotExist: when there is one that the database lacks.
    """
    named_so = Q()
    for app_label, model, kind in named:
        named_so |= Q(content_type__app_label=app_label, codename=f"{kind}_{model}")
    found = list(Permission.objects.filter(named_so))
    if len(found) != len(named):
        raise Permission.DoesNotExist(f"{len(named) - len(found)} of {named} are not in the database")
    return found
