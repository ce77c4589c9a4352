"""Two schools and the hub, each with one of everything that an address can name.

A school's name is public. Whatever else it holds carries its mark, which nobody but its own people and the hub's staff
may ever read.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, UploadedFile, WorkflowState

from curriculum.models import Borough
from hub.accounts.models import User
from hub.audits.questions.loading import load_templates
from hub.home.models import HomePage
from hub.media.models import HubDocument, HubImage
from hub.opportunities.models import Representative, Visit
from hub.pages.models import StandardPage
from hub.schools.models import Invitation, Role, approval_workflow, ensure_approval_workflow
from hub.schools.tenancy.hub_roles import appoint
from hub.schools.tenancy.models import HubKind
from hub.schools.tenancy.people import appoint_officer
from hub.schools.tenancy.provisioning import create_school, ensure_central_groups
from tests.factories.careers import (
    AnnualReportPageFactory,
    CareersPolicyPageFactory,
    complete_access_page,
    complete_careers_page,
)
from tests.factories.clusters import (
    ClusterIndexPageFactory,
)
from tests.factories.people import staff
from tests.factories.schools import BoroughFactory, SchoolIndexPageFactory
from tests.isolation.matrix import kept_back, records
from tests.isolation.matrix.owner import Owner


@dataclass
class World:
    """Everybody and everything. `employer`: who answered what our school asked, and has come in by a mailed link."""

    ours: Owner
    theirs: Owner
    hub: Owner
    people: dict[str, User]
    employer: Representative

    @property
    def owners(self) -> list[Owner]:
        return [self.ours, self.theirs, self.hub]


def build() -> World:
    """Make it, in one transaction of the test's module."""
    call_command("load_framework", verbosity=0)
    load_templates()
    home = HomePage.objects.get()
    schools: Any = SchoolIndexPageFactory(parent=home)
    ClusterIndexPageFactory(parent=home)
    ours, theirs = _school("Alder Lane School", "Xqalder", 900701), _school("Beacon Hill School", "Xqbeacon", 900702)
    hub = _hub(home)
    employer = Visit.objects.get(pk=ours.keys["visit"]).representative
    assert employer is not None
    world = World(ours, theirs, hub, _people(ours, theirs), employer)
    _translate(world, [home, schools])
    return world


def _translate(world: World, above: list[Page]) -> None:
    """Begin a translation of everybody's draft into the translator's language; of what stands above it first.

    There is another language: into that a form may still begin one.
    """
    bengali = Locale.objects.get(language_code="bn")
    Locale.objects.get_or_create(language_code="ur")
    for page in above:
        kept_back.translated(page, bengali)
    for owner in world.owners:
        if owner.made:
            _source, home = kept_back.translated(owner.made.home, bengali)
            owner.roots.append(home)
        keys, roots = kept_back.translation_keys(Page.objects.get(pk=owner.keys["draft"]), bengali)
        owner.keys |= keys
        owner.roots += roots


def _people(ours: Owner, theirs: Owner) -> dict[str, User]:
    def somebody(name: str, *roles: str, borough: Borough | None = None) -> User:
        user = User.objects.create_user(f"{name}@people.example".replace(" ", "-"), "secret", first_name=name)
        for role in roles:
            staff(user, ours.made.school, role)  # type: ignore[union-attr]
        if borough:
            appoint_officer(user, borough=borough)
        return user

    borough = ours.made.school.borough  # type: ignore[union-attr]
    people = {str(role.label).lower(): somebody(role.value, role) for role in Role}
    people["borough officer"] = somebody("officer", borough=borough)
    people["governor and clerk"] = somebody("two", Role.GOVERNOR, Role.CLERK)
    people["careers leader and borough officer"] = somebody("both", Role.CAREERS_LEADER, borough=borough)
    people["moderator"], people["translator"] = somebody("moderator"), somebody("translator")
    appoint(people["moderator"], HubKind.MODERATOR)
    bengali, _made = Locale.objects.get_or_create(language_code="bn")
    appoint(people["translator"], HubKind.TRANSLATOR, locale=bengali)
    people["editor of the hub"] = somebody("editor")
    people["editor of the hub"].groups.add(ensure_central_groups())
    return people


def _school(name: str, mark: str, urn: int) -> Owner:
    made = create_school(urn=urn, name=name, type_code="01", low_age=11, high_age=18)
    borough: Any = BoroughFactory(label=f"Borough of {name}")
    made.school.borough = borough
    made.school.save()
    person = User.objects.create_user(f"{mark}@school.example".lower(), "secret", first_name=f"{mark} person")
    staff(person, made, Role.CAREERS_LEADER)
    owner = Owner(mark, made, person, roots=[made.school, made.home, person])
    for fill in (_pages, _files, _people_of, *records.ALL, _kept_back):
        owner.keys |= fill(owner)
    return owner


def _kept_back(owner: Owner) -> dict[str, Any]:
    made = owner.made
    assert made is not None and made.school.borough is not None
    keys: dict[str, Any] = {
        "slug": made.school.slug,
        "borough": made.school.borough.slug,
        "home path": kept_back.path_of(made.home),
    }
    keys["home calendar"] = f"{keys['home path']}calendar.ics"
    for kind in ("draft", "careers", "policy"):
        keys[f"{kind} path"] = kept_back.path_of(Page.objects.get(pk=owner.keys[kind]))
    kept_back.addressed(owner.keys)
    keys |= kept_back.closed_page(made.home, made.collection, owner.mark)
    return keys | kept_back.private_files(made.school, keys["closed"], owner.mark)


def _hub(home: HomePage) -> Owner:
    person = User.objects.create_superuser("office@hub.example", "secret", first_name="Xqcentral person")
    owner = Owner("Xqcentral", None, person, roots=[person])
    page = home.add_child(instance=_draft(owner))
    revision = page.save_revision(user=person)
    pages = dict.fromkeys(("home", "draft", "careers", "policy", "access", "report"), page.pk)
    owner.roots.append(page)
    owner.keys |= {**pages, **_files(owner), "revision": revision.pk, "draft path": kept_back.path_of(page)}
    of_hub, drafts = kept_back.of_the_hub(home, owner.mark)
    owner.keys |= of_hub | kept_back.closed_page(home, Collection.get_first_root_node(), owner.mark)
    owner.roots += drafts
    return owner


def _draft(owner: Owner) -> StandardPage:
    """Return a draft with words, and a link that a translator may put another in the place of."""
    body = [{"type": "paragraph", "value": f'<p>{owner.mark} <a href="https://x.example/">words</a></p>'}]
    return StandardPage(title=f"{owner.mark} draft", slug="draft", body=body, live=False, owner=owner.person)


def _pages(owner: Owner) -> dict[str, Any]:
    home, on, mark = owner.made.home, timezone.localdate(), owner.mark  # type: ignore[union-attr]
    draft = home.add_child(instance=_draft(owner))
    pages = {
        "draft": draft,
        "careers": complete_careers_page(home, on, live=False),
        "policy": CareersPolicyPageFactory(parent=home, live=False, title=f"{mark} policy"),
        "report": AnnualReportPageFactory(parent=home, dated=on, live=False, title=f"{mark} report"),
        "access": complete_access_page(home, on, live=False),
    }
    for kind, page in pages.items():
        page.title = f"{mark} {kind}"
        page.save()
        revision = page.save_revision(user=owner.person)
    first = draft.save_revision(user=owner.person)
    ensure_approval_workflow()
    workflow = approval_workflow()
    assert workflow is not None
    asked = workflow.start(pages["policy"], owner.person)
    state = WorkflowState.objects.get(pk=asked.pk)
    keys: dict[str, Any] = {name: page.pk for name, page in pages.items()}
    return keys | {
        "home": home.pk,
        "revision": first.pk,
        "last revision": revision.pk,
        "workflow state": state.pk,
        "task state": state.current_task_state_id,
    }


def _files(owner: Owner) -> dict[str, Any]:
    mark, root = owner.mark, Collection.get_first_root_node()
    collection = owner.made.collection if owner.made else root
    image = HubImage.objects.create(title=f"{mark} image", file=get_test_image_file(), collection=collection)
    content = ContentFile(f"{mark} words".encode(), name=f"{mark}.docx")
    document = HubDocument.objects.create(title=f"{mark} document", file=content, collection=collection)
    owner.roots += [image, document]
    uploads = [_uploaded(HubImage, owner), _uploaded(HubDocument, owner)]
    keys = dict(zip(("uploaded image", "uploaded document"), uploads, strict=True))
    return {"image": image.pk, "image file": image.file.name, "document": document.pk, **keys}


def _uploaded(model: type[models.Model], owner: Owner) -> int:
    """Leave a file where it waits for the rest of its form."""
    kind = ContentType.objects.get_for_model(model)
    file = get_test_image_file() if model is HubImage else ContentFile(b"x", name=f"{owner.mark}2.txt")
    return UploadedFile.objects.create(for_content_type=kind, file=file, uploaded_by_user=owner.person).pk


def _people_of(owner: Owner) -> dict[str, Any]:
    now = timezone.now()
    invitation = Invitation.objects.create(
        school=owner.made.school,  # type: ignore[union-attr]
        role=Role.HEAD,
        address=f"{owner.mark}@invited.example".lower(),
        name=f"{owner.mark} invited",
        digest=owner.mark,
        sent_at=now,
        expires_at=now + datetime.timedelta(days=7),
    )
    return {"school": owner.made.school.pk, "user": owner.person.pk, "invitation": invitation.pk}  # type: ignore[union-attr]
