"""Two schools and the hub, each with one of everything that an address of the admin can name.

A school's name is public. Whatever else it holds carries its mark, which nobody but its own people and the hub's staff
may ever read.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, UploadedFile, WorkflowState

from curriculum.models import Borough
from hub.accounts.models import User
from hub.audits.answers import services as audits
from hub.audits.models import Action, AuditTemplate, SharedAudit
from hub.audits.questions.loading import load_templates
from hub.audits.surveys import services as surveys
from hub.clusters.models import Collection as ClusterCollection
from hub.events.models import CareersDay, DayClass, Workshop
from hub.home.models import HomePage
from hub.media.models import HubDocument, HubImage
from hub.opportunities.models import Contact, ProviderRequest, RequestPartner, SharedContact
from hub.opportunities.visits import services as visits
from hub.pages.models import StandardPage
from hub.publication.dates import AcademicYear
from hub.schools.models import Invitation, Role, approval_workflow, ensure_approval_workflow
from hub.schools.tenancy.hub_roles import appoint
from hub.schools.tenancy.models import HubKind
from hub.schools.tenancy.people import appoint_officer
from hub.schools.tenancy.provisioning import Provisioned, create_school, ensure_central_groups
from tests.audits.surveys import answered, survey_of
from tests.factories.careers import (
    AnnualReportPageFactory,
    CareersPolicyPageFactory,
    complete_access_page,
    complete_careers_page,
)
from tests.factories.clusters import (
    ClusterIndexPageFactory,
    ClusterPageFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
)
from tests.factories.people import staff
from tests.factories.schools import BoroughFactory, SchoolIndexPageFactory
from tests.opportunities.visiting import DAY, employer, request_of

Snapshot = dict[tuple[str, int], tuple]


@dataclass
class Owner:
    """A school, or the hub (`made` is None), with the keys of what it holds, by kind."""

    mark: str
    made: Provisioned | None
    person: User
    keys: dict[str, Any] = field(default_factory=dict)
    roots: list[models.Model] = field(default_factory=list)

    def holds(self) -> Snapshot:
        """Return every row that stands or falls with the owner's own: those that refer to it, and those to them."""
        collector = NestedObjects(using="default")
        for root in self.roots:
            collector.collect([type(root)._default_manager.get(pk=root.pk)])
        held: dict[type[models.Model], set[models.Model]] = collector.model_objs  # type: ignore[assignment]
        return {
            (model._meta.label, row.pk): tuple(getattr(row, each.attname) for each in model._meta.concrete_fields)
            for model, rows in held.items()
            for row in rows
        }


@dataclass
class World:
    """Everybody and everything."""

    ours: Owner
    theirs: Owner
    hub: Owner
    people: dict[str, User]


def build() -> World:
    """Make it, in one transaction of the test's module."""
    call_command("load_framework", verbosity=0)
    load_templates()
    home = HomePage.objects.get()
    SchoolIndexPageFactory(parent=home)
    ClusterIndexPageFactory(parent=home)
    ours, theirs = _school("Alder Lane School", "Xqalder", 900701), _school("Beacon Hill School", "Xqbeacon", 900702)
    return World(ours, theirs, _hub(home), _people(ours, theirs))


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
    for fill in (_pages, _files, _people_of, _audits, _cluster, _day, _contacts, _visits):
        owner.keys |= fill(owner)
    return owner


def _hub(home: HomePage) -> Owner:
    person = User.objects.create_superuser("office@hub.example", "secret", first_name="Xqhub person")
    owner = Owner("Xqhub", None, person, roots=[person])
    page = home.add_child(instance=StandardPage(title="Xqhub draft", live=False))
    revision = page.save_revision(user=person)
    pages = dict.fromkeys(("home", "draft", "careers", "policy", "access", "report"), page.pk)
    owner.roots.append(page)
    return Owner(owner.mark, None, person, {**pages, **_files(owner), "revision": revision.pk}, owner.roots)


def _pages(owner: Owner) -> dict[str, Any]:
    home, on, mark = owner.made.home, timezone.localdate(), owner.mark  # type: ignore[union-attr]
    draft = home.add_child(instance=StandardPage(title=f"{mark} draft", live=False, owner=owner.person))
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
    return {"image": image.pk, "document": document.pk, **keys}


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


def _audits(owner: Owner) -> dict[str, Any]:
    school, on = owner.made.school, timezone.localdate()  # type: ignore[union-attr]
    template = AuditTemplate.objects.get(slug="whole-school")
    audit, _new = audits.begin(school, template, AcademicYear.containing(on), by=owner.person, on=on)
    audit.answers.update(state="not-yet", words=f"{owner.mark} words")
    answer = audit.answers.first()
    assert answer is not None
    of_action = {"what": f"{owner.mark} words", "owner_words": owner.mark, "due": on, "begun_on": on}
    action = Action.objects.create(school=school, answer=answer, **of_action)
    survey, closed = (survey_of(school, title=f"{owner.mark} words") for _each in range(2))
    answered(closed, year=7, times=12)
    surveys.close(closed, on=on)
    another = audit.answers.exclude(pk=answer.pk).first()
    assert another is not None
    keys = {"audit": audit.pk, "answer": another.pk, "action": action.pk}
    return keys | {"survey": survey.pk, "closed survey": closed.pk}


def _cluster(owner: Owner) -> dict[str, Any]:
    school, mark = owner.made.school, owner.mark  # type: ignore[union-attr]
    index = HomePage.objects.get().get_children().get(slug="clusters")
    cluster: Any = ClusterPageFactory(parent=index, title=f"{mark} cluster", live=False)
    membership: Any = MembershipFactory(cluster=cluster, school=school)
    SharedAudit.objects.create(audit_id=owner.keys["audit"], group=cluster, since=timezone.localdate())
    item: Any = ItemFactory(cluster=cluster, school=school, title=f"{mark} piece")
    meeting: Any = MeetingFactory(cluster=cluster, title=f"{mark} meeting", notes=f"{mark} notes")
    collection = ClusterCollection.objects.create(cluster=cluster, title=f"{mark} collection")
    keys = {"cluster": cluster.pk, "membership": membership.pk, "item": item.pk}
    owner.roots.append(cluster)
    return keys | {"meeting": meeting.pk, "cluster collection": collection.pk}


def _day(owner: Owner) -> dict[str, Any]:
    school, at, mark = owner.made.school, datetime.time, owner.mark  # type: ignore[union-attr]
    day = CareersDay.objects.create(school=school, title=f"{mark} day", date=DAY, starts=at(9), ends=at(12))
    DayClass.objects.create(day=day, school=school, name=f"{mark} 4", year=4, pupils=28)
    workshop = Workshop.objects.create(day=day, school=school, title=f"{mark} workshop")
    return {"day": day.pk, "workshop": workshop.pk}


def _contacts(owner: Owner) -> dict[str, Any]:
    school, mark, on = owner.made.school, owner.mark, timezone.localdate()  # type: ignore[union-attr]
    of_contact = {"kind": "alumni", "email": "x@contact.example", "purpose": f"{mark} talks", "consent_on": on}
    contact = Contact.objects.create(school=school, name=f"{mark} contact", **of_contact)
    asked = ProviderRequest.objects.create(
        school=school,
        institution=f"{mark} Institute",
        kind="college",
        email="x@institute.example",
        years=[8],
        state=ProviderRequest.State.WAITING,
        confirmed_at=timezone.now(),
    )
    return {"contact": contact.pk, "provider request": asked.pk}


def _visits(owner: Owner) -> dict[str, Any]:
    school, mark, on = owner.made.school, owner.mark, timezone.localdate()  # type: ignore[union-attr]
    asked = request_of(school, title=f"{mark} electrician", what=f"{mark} questions")
    person = employer(f"{mark} Bikes", f"sam@{mark}.example".lower())
    visit = visits.answer(asked, person, words=f"{mark} gladly", wishes=[(DAY, None)], on=on)
    # Offered by the school to itself: whose it is, is what the test needs to know.
    partner = RequestPartner.objects.create(request=asked, school=school, asked_on=on)
    share = SharedContact.objects.create(contact_id=owner.keys["contact"], school=school, offered_on=on)
    return {"request": asked.pk, "visit": visit.pk, "partner": partner.pk, "share": share.pk}
