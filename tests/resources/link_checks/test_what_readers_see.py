"""A reader is told whether a link answers, and who answers for what was written here, on page and print alike."""

import datetime

import pytest

from curriculum.models import UnitPage
from resources.link_checks.checker import Found
from resources.link_checks.choices import Outcome
from resources.link_checks.models import LinkCheck
from resources.link_checks.selectors import dead_links_of
from resources.link_checks.services import gather, record
from resources.models import LessonResourcePage
from tests.factories.curriculum import UnitPageFactory, lesson
from tests.factories.resources import CollectionPageFactory, LessonResourcePageFactory

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


LINKED = '<p><a href="https://www.gone.example/a/">x</a> <a href="https://fine.example/">y</a></p>'


@pytest.fixture(params=["resource", "collection", "unit", "lesson"])
def holding(request, library, stage):
    """Return the address of a page with two links in its text, one dead and one well."""
    if request.param == "resource":
        address = LessonResourcePageFactory(parent=library, body=[{"type": "paragraph", "value": LINKED}]).url
    elif request.param == "collection":
        address = CollectionPageFactory(parent=library, intro=LINKED).url
    else:
        taught = lesson("Jobs")
        taught["value"]["during"] = {"minutes": 30, "text": LINKED}
        unit: UnitPage = UnitPageFactory.create(parent=stage, lessons=[taught])
        address = unit.url if request.param == "unit" else unit.lesson_url(unit.lessons[0].id.partition("-")[0])
    gather()
    for link in LinkCheck.objects.all():
        outcome = Outcome.GONE if "gone" in link.url else Outcome.FINE
        for _time in range(3):
            record(link, Found(outcome), now=NOW)
    return address


def test_a_dead_link_within_a_page_is_named_there(holding, client):
    said = text_of(client.get(holding))
    assert "Links that did not answer" in said
    assert "gone.example/a 23 Nov 2026" in said
    assert said.count("fine.example") == 0


def test_a_page_without_dead_links_says_nothing_of_them(checked, client):
    assert "Links that did not answer" not in text_of(client.get(checked(*[Outcome.GONE] * 3).url))


def test_the_preview_of_a_page_that_was_never_saved_has_no_dead_links(db):
    assert dead_links_of(LessonResourcePage(link="https://link.example/")) == []


def test_a_very_long_address_is_shown_in_part(library, client):
    url = "https://long.example/" + "a" * 300
    page = LessonResourcePageFactory(
        parent=library, body=[{"type": "paragraph", "value": f'<p><a href="{url}">x</a></p>'}]
    )
    gather()
    for _time in range(3):
        record(LinkCheck.objects.get(), Found(Outcome.GONE), now=NOW)
    (dead,) = dead_links_of(page)
    assert (dead.url, len(dead.label)) == (url, 61)
