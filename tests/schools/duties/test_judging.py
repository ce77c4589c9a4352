"""Judging many schools: what is found is what judging each by itself finds, and what is the same is judged once."""

import datetime
from collections import Counter
from dataclasses import replace

import pytest

from hub.publication.rules import Outcome, Strength, evaluate, met
from hub.schools.duties.findings import findings_of_school, open_schools
from hub.schools.duties.judging import Judge, judged
from hub.schools.duties.rules import RULES, RULES_BY_ID
from hub.schools.duties.subject import SchoolSubject
from hub.schools.models import School
from tests.factories.careers import CareersPolicyPageFactory, complete_access_page, complete_careers_page
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory
from tests.schools.complete import complete_subject, without

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools(index, on):
    """Two that publish, with other words; three that publish nothing, of which two are of one type and age range."""
    for number, leader in ((1, "Ms R Adeyemi"), (2, "")):
        home = SchoolHomePageFactory(parent=index, school=SchoolFactory(name=f"Hazel {number}", urn=900410 + number))
        complete_careers_page(home, on, careers_leader_name=leader)
        CareersPolicyPageFactory(parent=home)
        complete_access_page(home, on)
    SchoolFactory(name="Ash Lane School", urn=900421)
    SchoolFactory(name="Beech Lane School", urn=900422)
    SchoolFactory(name="Cedar Academy", urn=900423, type_code="34")
    return list(open_schools(on))


def test_what_is_found_is_what_each_school_by_itself_is_found_to_be(schools, on):
    found = {each.school.pk: each.findings for each in judged(open_schools(on), on=on)}
    assert found == {school.pk: findings_of_school(school, on).findings for school in schools}
    assert len(set(map(str, found.values()))) == 4


def test_of_some_schools_only_theirs_is_read(schools, on, django_assert_num_queries):
    some = open_schools(on).filter(name="Hazel 2")
    with django_assert_num_queries(17):
        (only,) = judged(some, on=on)
    assert only.findings == findings_of_school(only.school, on).findings
    assert only.found.first("careers") is not None and only.found.rows["programme"] and only.found.rows["encounters"]


def test_each_distinct_subject_is_judged_once(on):
    asked: Counter[str | None] = Counter()

    def check(subject: SchoolSubject, day: datetime.date) -> Outcome:
        asked[subject.type_code] += 1
        return met()

    rule = replace(RULES_BY_ID["PUB-01"], applies=lambda subject: Strength.MUST, check=check)
    judge = Judge([rule], on)
    for name, code in (("Ash", "01"), ("Beech", "01"), ("Cedar", "34"), ("Ash", "01")):
        judge.findings(SchoolSubject(name=name, type_code=code, years=frozenset({7, 8})))
    assert asked == {"01": 1, "34": 1}


def test_a_name_changes_nothing_and_any_other_word_may(on):
    subject = complete_subject(on)
    judge = Judge(RULES, on)
    assert judge.findings(subject) == tuple(evaluate(replace(subject, name="Another"), RULES, on))
    assert judge.findings(without(subject, leader_name="")) == tuple(
        evaluate(without(subject, leader_name=""), RULES, on)
    )
    assert judge.findings(without(subject, leader_name="")) != judge.findings(subject)


def test_closed_schools_are_left_out(schools, on):
    School.objects.filter(name="Cedar Academy").update(status=School.Status.CLOSED)
    assert "Cedar Academy" not in {each.school.name for each in judged(open_schools(on), on=on)}
