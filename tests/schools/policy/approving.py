"""A careers policy on its way to the governing body, for the tests of it."""

import datetime

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from hub.accounts.models import User
from hub.schools.models import CareersPolicyPage, Role
from hub.schools.policy.approvals.recording import Waiting, pass_on, waiting_at
from tests.schools.staffed import Staffed


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def change(page: CareersPolicyPage, text: str, *, user: User | None = None) -> CareersPolicyPage:
    """Save a draft in which the section on business says `text`."""
    draft = page.get_latest_revision_as_object()
    draft.sections = [("business", f"<p>{text}</p>"), ("provision", "<p>What we do.</p>")]
    draft.change_note = "More employers."
    draft.save_revision(user=user)
    return CareersPolicyPage.objects.get(pk=page.pk)


def start(page: CareersPolicyPage, user: User) -> None:
    workflow = page.get_workflow()
    assert workflow
    workflow.start(page, user)


def submit(ours: Staffed, text: str = "Twelve employers, twice a year.") -> CareersPolicyPage:
    leader = ours.people[Role.CAREERS_LEADER]
    page = change(ours.policy, text, user=leader)
    start(page, leader)
    return CareersPolicyPage.objects.get(pk=page.pk)


def at_governors(ours: Staffed) -> CareersPolicyPage:
    page = submit(ours)
    pass_on(page, mark=waiting(page).mark, comment="Good.", user=ours.people[Role.HEAD])
    return CareersPolicyPage.objects.get(pk=page.pk)


def waiting(page: CareersPolicyPage) -> Waiting:
    found = waiting_at(page)
    assert found, "it waits for nobody"
    return found


def address(page: Page) -> str:
    return reverse("schools_decide_approval", args=[page.pk])


def posted(page: CareersPolicyPage, on: datetime.date, **changes: object) -> dict[str, object]:
    fields = {
        "decision": "onward",
        "mark": waiting(page).mark,
        "body_kind": "governing-body",
        "body_name": "The board",
        "meeting_date": on.isoformat(),
        "minute": "14.2",
    }
    return {**fields, **changes}


def public_text(client: Client) -> str:
    return client.get("/schools/quince-hill-school-900801/careers-policy/").content.decode()


def at_governors_from(page: CareersPolicyPage, ours: Staffed) -> CareersPolicyPage:
    pass_on(page, mark=waiting(page).mark, comment="", user=ours.people[Role.HEAD])
    return CareersPolicyPage.objects.get(pk=page.pk)
