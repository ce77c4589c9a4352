"""The five invented schools show what they are meant to show, on any day they are loaded for."""

import datetime

import pytest
from django.test import override_settings

from hub.home.demo import schools, users
from hub.home.demo.schools import COMPLETE_URN, GAPPY_URN, OVERDUE_URN
from hub.publication.gate import gaps
from hub.publication.rules import Finding, Status, evaluate
from hub.schools.duties.published import subject_of
from hub.schools.duties.rules import RULES
from hub.schools.models import CareersPage, School


@pytest.fixture
def frameworks(framework, db) -> None:
    """The vocabularies as the hub ships them."""


def careers_page(urn: int) -> CareersPage:
    return CareersPage.objects.get(school__registrations__urn=urn)


def judged(urn: int, on: datetime.date) -> list[Finding]:
    subject = subject_of(careers_page(urn), on=on)
    assert subject
    return evaluate(subject, RULES, on)


@pytest.mark.parametrize("on", [datetime.date(2026, 11, 23), datetime.date(2028, 2, 29)])
def test_each_school_shows_what_it_is_a_sample_of(home, frameworks, on):
    schools.load(home=home, on=on)
    assert School.objects.filter(is_sample=True).count() == 5
    complete = judged(COMPLETE_URN, on)
    # The second of the two days is a year and more after that on which this test publishes.
    expected = {"PUB-09"} if on.year == 2028 else set()
    assert {f.rule.id for f in complete if f.status is not Status.MET} == expected
    overdue = {f.rule.id for f in judged(OVERDUE_URN, on) if f.status is Status.OVERDUE}
    assert {rule for rule in overdue if not rule.startswith("PAL-")} == {"PUB-08", "LA3-5"} | expected
    # The window for meetings closed the day before the second of the two days.
    assert {rule for rule in overdue if rule.startswith("PAL-")} <= {f"PAL-{n:02d}" for n in range(7, 13)}
    missed = {f.rule.id for f in judged(OVERDUE_URN, on) if f.status is Status.MISSING}
    assert bool(missed & {"PAL-07", "PAL-08"}) == (on.month == 2)
    gappy = careers_page(GAPPY_URN)
    assert not gappy.live
    assert [f.rule.id for f in gaps(gappy, on=on)] == ["PUB-03", "PUB-06d", "PUB-08"]


def test_loading_twice_adds_nothing(home, frameworks, today):
    schools.load(home=home, on=today)
    before = home.get_descendant_count()
    schools.load(home=home, on=today + datetime.timedelta(days=400))
    assert home.get_descendant_count() == before


def test_every_sample_page_answers(client, home, frameworks, today):
    schools.load(home=home, on=today)
    for page in home.get_descendants().live():
        assert client.get(page.get_url()).status_code == 200, page.url


def test_demo_logins_are_made_once_with_random_passwords_and_can_sign_in(client, home, frameworks, today):
    schools.load(home=home, on=today)
    logins = users.create_logins(today)
    assert len(logins) == len({password for _role, _email, password in logins}) == 5
    assert all(client.login(email=email, password=password) for _role, email, password in logins)
    assert users.create_logins(today) == []


def test_demo_logins_are_refused_where_the_settings_do_not_allow_them(home, frameworks, today):
    with override_settings(DEMO_LOGINS_ALLOWED=False), pytest.raises(RuntimeError):
        users.create_logins(today)
