"""Schools with people and pages that have dates, for the tests of reminders, calendar and dashboard."""

import datetime
from dataclasses import dataclass
from typing import Any

from hub.accounts.models import User
from hub.home.models import HomePage
from hub.schools.models import CareersPage, CareersPolicyPage, Role, School, SchoolIndexPage
from hub.schools.policy.approvals.recording import Decided, record_approval
from hub.schools.tenancy.provisioning import Provisioned, create_school
from tests.factories.careers import (
    AnnualReportPageFactory,
    CareersPolicyPageFactory,
    complete_access_page,
    complete_careers_page,
)
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory


@dataclass
class Staffed:
    """A school that meets every rule on the day it was made, with one person in each role."""

    made: Provisioned
    people: dict[Role, User]
    careers: CareersPage
    policy: CareersPolicyPage

    @property
    def school(self) -> School:
        return self.made.school

    def email(self, role: Role) -> str:
        return self.people[role].email


def by_the_board(day: datetime.date, **more: Any) -> Decided:
    """What the minutes of a board say that met on `day`."""
    return Decided(**{"body_kind": "governing-body", "body_name": "The board", "meeting_date": day, **more})


def person(made: Provisioned, role: Role, **changes: Any) -> User:
    """Add somebody to a school in a role."""
    name = changes.pop("email", f"{role.value}.{made.school.slug}@school.example")
    user = User.objects.create_user(name, "secret", first_name=role.value, **changes)
    staff(user, made, role)
    return user


def staffed(
    index: SchoolIndexPage, on: datetime.date, *, urn: int = 900801, name: str = "Quince Hill School", **page: Any
) -> Staffed:
    """Make a school whose next date is its review, 285 days from `on` unless `next_review` is given."""
    made = create_school(urn=urn, name=name, type_code="01", low_age=11, high_age=18)
    careers = complete_careers_page(made.home, on, **page)
    policy = CareersPolicyPageFactory(parent=made.home)
    record_approval(policy, decided=by_the_board(on), on=on)
    AnnualReportPageFactory(parent=made.home, dated=on)
    complete_access_page(made.home, on)
    return Staffed(made, {role: person(made, role) for role in Role}, careers, policy)


def staffed_alone(on: datetime.date, **page: Any) -> Staffed:
    """Make the directory and that school in it: what a module's tests begin with, made once for all of them."""
    return staffed(SchoolIndexPageFactory(parent=HomePage.objects.get()), on, **page)
