"""A year later, by the clock: reminders go out once each, the page says overdue, a renewed approval settles it."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from hub.schools.models import Approval, Reminder, Role
from tests.factories.careers import AnnualReportPageFactory
from tests.html import flat

from .staffed import Staffed, staffed

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
# The governors met two years before; three years from then lie within the year that follows.
MET = datetime.date(2024, 11, 11)
DUE = datetime.date(2027, 11, 11)
PAGE = "/schools/quince-hill-school-900801/careers/"


@pytest.fixture
def clock(time_machine):
    """Set the day."""

    def set_to(day: datetime.date) -> None:
        time_machine.move_to(datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC))

    set_to(TODAY)
    return set_to


@pytest.fixture
def ours(index, clock) -> Staffed:
    made = staffed(index, TODAY)
    Approval.objects.all().delete()
    Approval.objects.create(
        school=made.school, title="Careers policy", body_kind="governing-body", body_name="The board", meeting_date=MET
    )
    return made


def told(role: Role, ours: Staffed) -> list[int]:
    sent = Reminder.objects.filter(rule="LA3-5", addressee=ours.people[role])
    return list(sent.order_by("stage").values_list("stage", flat=True))


def test_a_year_of_an_approval(ours, clock, client):
    for count in range(0, 358, 7):
        day = TODAY + datetime.timedelta(days=count)
        clock(day)
        call_command("send_reminders", daily=True)
        call_command("send_reminders", daily=True)
    assert DUE < day < DUE + datetime.timedelta(days=7)
    assert told(Role.CAREERS_LEADER, ours) == [-60, -30, 0] and told(Role.GOVERNOR, ours) == []
    assert "Overdue since 12 November 2027" in client.get(PAGE).content.decode()

    clock(DUE + datetime.timedelta(days=7))
    call_command("send_reminders", daily=True)
    assert told(Role.GOVERNOR, ours) == told(Role.HEAD, ours) == [7]
    governor = ours.people[Role.GOVERNOR]
    letter = next(str(each.body) for each in reversed(mail.outbox) if each.to == [governor.email])
    address = reverse("schools_record_approval", args=[ours.policy.pk])
    assert f"http://testserver{address}" in letter and "it was due by 11 November 2027, 7 days ago" in letter

    client.force_login(governor)
    assert "7 days overdue" in client.get("/admin/").content.decode()
    meeting = {"body_kind": "governing-body", "body_name": "The board", "meeting_date": "2027-11-17", "minute": "7"}
    assert client.post(address, meeting).status_code == 302
    client.logout()

    public = client.get(PAGE).content.decode()
    assert "Overdue since 12 November 2027" not in public and "17 November 2027" in public
    before = Reminder.objects.filter(rule="LA3-5").count()
    for count in range(14, 70, 7):
        clock(DUE + datetime.timedelta(days=count))
        call_command("send_reminders", daily=True)
    assert Reminder.objects.filter(rule="LA3-5").count() == before
    client.force_login(governor)
    dashboard = flat(client.get("/admin/").content.decode())
    assert "Approval in the last three years</a><span>London Ambitions (voluntary), 17 November 2030" in dashboard


def test_a_new_report_ends_its_reminders_and_the_next_is_due_a_year_on(ours, clock):
    clock(datetime.date(2027, 11, 25))
    call_command("send_reminders", daily=True)
    assert "LA3-6" in set(Reminder.objects.values_list("rule", flat=True))
    AnnualReportPageFactory(parent=ours.made.home, academic_year="2026/27", dated=datetime.date(2027, 11, 24))
    before = Reminder.objects.filter(rule="LA3-6").count()
    clock(datetime.date(2027, 12, 2))
    call_command("send_reminders", daily=True)
    assert Reminder.objects.filter(rule="LA3-6").count() == before
