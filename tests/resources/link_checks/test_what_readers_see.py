"""A reader is told whether a link answers, and who answers for what was written here, on page and print alike."""

import datetime

import pytest

from curriculum.models import UnitPage
from resources.link_checks.checker import Found
from resources.link_checks.choices import Outcome
from resources.link_checks.models import LinkCheck
from resources.link_checks.services import gather, record
from tests.factories.curriculum import UnitPageFactory, lesson
from tests.factories.resources import LessonResourcePageFactory

from .test_editors_report import text_of

NOW = datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC)
LATER, EARLIER = datetime.date(2027, 11, 30), datetime.date(2026, 11, 22)


@pytest.fixture
def checked(library):
    """Return a resource whose link was found so, as many times."""

    def make(*outcomes):
        page = LessonResourcePageFactory(parent=library, link="https://link.example/page#part")
        gather()
        for outcome in outcomes:
            record(LinkCheck.objects.get(), Found(outcome), now=NOW)
        return page

    return make


def test_a_link_that_answers_has_the_day_of_its_check(checked, client):
    said = text_of(client.get(checked(Outcome.FINE).url))
    assert "Link checked 23 Nov 2026" in said
    assert "Link checked 23 November 2026." in said, "the print says it too"


def test_a_dead_link_is_marked(checked, client):
    said = text_of(client.get(checked(*[Outcome.GONE] * 3).url))
    assert "This link did not answer on 23 November 2026." in said
    assert "Link checked" not in said


@pytest.mark.parametrize("outcomes", [(), (Outcome.BARRED,), (Outcome.NOT_HTTPS,), (Outcome.GONE,) * 2])
def test_of_a_link_that_is_neither_nothing_is_said(outcomes, checked, client):
    said = text_of(client.get(checked(*outcomes).url))
    assert "Link checked" not in said
    assert "did not answer" not in said


@pytest.fixture(params=["resource", "unit", "lesson"])
def ours(request, library, stage):
    """Return the address of something that was written here, read again by a day."""

    def make(day):
        values = {"responsible": "The careers hub's editors", "review_on": day}
        if request.param == "resource":
            return LessonResourcePageFactory(parent=library, **values).url
        unit: UnitPage = UnitPageFactory.create(parent=stage, lessons=[lesson("Jobs")], **values)
        return unit.url if request.param == "unit" else unit.lesson_url(unit.lessons[0].id.partition("-")[0])

    return make


def test_what_was_written_here_names_who_is_responsible_and_its_review(ours, client):
    said = text_of(client.get(ours(LATER)))
    assert "Responsible The careers hub's editors" in said
    assert "Review by 30 Nov 2027" in said
    assert "Responsible: The careers hub's editors. Review by 30 November 2027." in said, "the print says it too"


def test_a_review_that_is_overdue_is_said_to_be(ours, client):
    said = text_of(client.get(ours(EARLIER)))
    assert "Review was due by 22 Nov 2026" in said
    assert "Review was due by 22 November 2026." in said
    assert "Review by" not in said


def test_the_day_itself_is_in_time(ours, client):
    assert "Review by 23 Nov 2026" in text_of(client.get(ours(NOW.date())))
