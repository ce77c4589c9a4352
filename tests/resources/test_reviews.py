"""The editors' report of reviews: what is overdue or soon due, and what was written here without a day."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import PageViewRestriction

from hub.accounts.models import User
from resources.reviews import state, to_review
from tests.factories.curriculum import (
    CurriculumIndexPageFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
)
from tests.factories.resources import LessonResourcePageFactory

pytestmark = pytest.mark.postgresql

ON = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
REPORT = "reviews_report"


@pytest.fixture
def stage(home):
    return KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home), key_stage=KeyStageFactory(number=3))


def test_overdue_comes_first_then_what_is_soon_due_then_what_has_no_day(library, stage):
    LessonResourcePageFactory(parent=library, title="No day")
    LessonResourcePageFactory(parent=library, title="Soon", review_on=ON + 30 * DAY)
    UnitPageFactory(parent=stage, title="Today", review_on=ON)
    UnitPageFactory(parent=stage, title="Overdue", review_on=ON - DAY)
    LessonResourcePageFactory(parent=library, title="Next year", review_on=ON + 31 * DAY)
    UnitPageFactory(parent=stage, title="Unit without")
    pages = list(to_review(ON))
    assert [(page.title, state(page, ON)) for page in pages] == [
        ("Overdue", "Overdue"),
        ("Today", "Due soon"),
        ("Soon", "Due soon"),
        ("No day", "No day of review is set"),
        ("Unit without", "No day of review is set"),
    ]


def test_what_others_made_needs_no_review_but_a_day_that_was_set_counts(library):
    LessonResourcePageFactory(parent=library, title="Theirs", provider="A charity")
    LessonResourcePageFactory(parent=library, title="Linked", link="https://link.example/")
    LessonResourcePageFactory(parent=library, title="Dated", link="https://link.example/", review_on=ON - DAY)
    assert [page.title for page in to_review(ON)] == ["Dated"]


def test_what_nobody_can_read_is_not_listed(library):
    LessonResourcePageFactory(parent=library, live=False, review_on=ON - DAY)
    private = LessonResourcePageFactory(parent=library, review_on=ON - DAY)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert not to_review(ON).exists()


def test_the_report_says_who_is_responsible_and_exports(library, admin_client):
    page = LessonResourcePageFactory(
        parent=library, title="Job cards", responsible="The editors", review_on=datetime.date(2026, 11, 2)
    )
    shown = admin_client.get(reverse(REPORT)).content.decode()
    for said in ("Job cards", "The editors", "2 November 2026", "Overdue", f"/admin/pages/{page.pk}/edit/"):
        assert said in shown
    sent = b"".join(admin_client.get(reverse(REPORT), {"export": "csv"}).streaming_content).decode()
    assert sent.splitlines()[0] == "Title,Responsible,Review by"
    assert "Job cards,The editors,2026-11-02" in sent


def test_the_report_is_for_those_who_may_read_reports(library, client):
    user = User.objects.create_user("someone@hub.example", "pw")
    group = Group.objects.create(name="With the admin alone")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    assert client.get(reverse(REPORT)).status_code in (302, 403)
    assert reverse(REPORT) not in client.get(reverse("wagtailadmin_home")).content.decode()
