"""The records that a school keeps in the admin: audits, a cluster, a careers day, contacts and visits."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from hub.audits.answers import services as audits
from hub.audits.models import Action, AuditTemplate, SharedAudit
from hub.audits.surveys import services as surveys
from hub.clusters.models import Collection as ClusterCollection
from hub.events.models import CareersDay, DayClass, Workshop
from hub.home.models import HomePage
from hub.opportunities.models import Contact, ProviderRequest, RequestPartner, SharedContact
from hub.opportunities.visits import services as visits
from hub.publication.dates import AcademicYear
from tests.audits.surveys import answered, survey_of
from tests.factories.clusters import (
    ClusterPageFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
)
from tests.isolation.matrix.owner import Owner
from tests.opportunities.visiting import DAY, employer, request_of


def audits_of(owner: Owner) -> dict[str, Any]:
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


def cluster_of(owner: Owner) -> dict[str, Any]:
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


def day_of(owner: Owner) -> dict[str, Any]:
    school, at, mark = owner.made.school, datetime.time, owner.mark  # type: ignore[union-attr]
    day = CareersDay.objects.create(school=school, title=f"{mark} day", date=DAY, starts=at(9), ends=at(12))
    DayClass.objects.create(day=day, school=school, name=f"{mark} 4", year=4, pupils=28)
    workshop = Workshop.objects.create(day=day, school=school, title=f"{mark} workshop")
    return {"day": day.pk, "workshop": workshop.pk}


def contacts_of(owner: Owner) -> dict[str, Any]:
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


def visits_of(owner: Owner) -> dict[str, Any]:
    school, mark, on = owner.made.school, owner.mark, timezone.localdate()  # type: ignore[union-attr]
    asked = request_of(school, title=f"{mark} electrician", what=f"{mark} questions")
    person = employer(f"{mark} Bikes", f"sam@{mark}.example".lower())
    visit = visits.answer(asked, person, words=f"{mark} gladly", wishes=[(DAY, None)], on=on)
    # Offered by the school to itself: whose it is, is what the test needs to know.
    partner = RequestPartner.objects.create(request=asked, school=school, asked_on=on)
    share = SharedContact.objects.create(contact_id=owner.keys["contact"], school=school, offered_on=on)
    return {"request": asked.pk, "visit": visit.pk, "partner": partner.pk, "share": share.pk}


# In this order: a later one names what an earlier one made.
ALL: tuple[Callable[[Owner], dict[str, Any]], ...] = (audits_of, cluster_of, day_of, contacts_of, visits_of)
