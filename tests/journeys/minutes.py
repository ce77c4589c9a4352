"""Signed minutes of a recorded approval at a demo school, and a careers leader of that school.

Run by `manage.py shell` on the data of the hub that a journey asks. Prints the document's key and its address.
"""

import datetime

from hub.accounts.models import User
from hub.schools.models import CareersPolicyPage, Role
from hub.schools.policy.approvals.recording import Decided, record_approval
from tests.factories.people import staff

SCHOOL = "/marigold-park-school-sample-990001/"
LEADER = {"email": "leader@marigold-park.example", "password": "plain harbour lantern 41"}
SIGNED = b"%PDF-1.7 signed minutes"


def record() -> None:
    policies = CareersPolicyPage.objects.live().filter(locale__language_code="en")
    policy = policies.get(url_path__contains=SCHOOL)
    leader = User.objects.create_user(**LEADER, first_name="Lee", last_name="Day")
    staff(leader, policy.school, Role.CAREERS_LEADER)
    decided = Decided(
        body_kind="governing-body",
        body_name="Governing body",
        meeting_date=datetime.date(2026, 9, 10),
        signed_minutes=("minutes.pdf", SIGNED),
    )
    minutes = record_approval(policy, decided=decided, on=datetime.date(2026, 11, 23), user=leader).signed_minutes
    assert minutes
    print(minutes.pk, minutes.url)
