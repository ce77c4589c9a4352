"""What a card says of a page's standing: checked, link checked, review by, link dead; or nothing at all."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resources.link_checks.checker import Found
from resources.link_checks.choices import Outcome
from resources.link_checks.models import LinkCheck
from resources.link_checks.services import gather, record
from tests.factories.curriculum import CurriculumIndexPageFactory, KeyStagePageFactory, UnitPageFactory
from tests.factories.resources import LessonResourcePageFactory

pytestmark = pytest.mark.postgresql

NOW = datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC)
LATER, EARLIER = datetime.date(2027, 11, 30), datetime.date(2026, 11, 22)


@pytest.fixture
def card(client):
    """Return the line of marks of the one card of a search, as it is read."""

    def read(query=""):
        text = client.get(reverse("search") + query).content.decode()
        (marks,) = re.findall(r'<p class="dots">(.*?)</p>', text, re.DOTALL)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", marks))

    return read


def found(*outcomes):
    gather()
    for outcome in outcomes:
        record(LinkCheck.objects.get(), Found(outcome), now=NOW)


@pytest.mark.parametrize(
    ("outcomes", "says"),
    [
        ([], ""),
        ([Outcome.FINE], "Link checked 23 Nov 2026"),
        ([Outcome.GONE] * 2, ""),
        ([Outcome.FINE, Outcome.GONE], "Link checked 23 Nov 2026"),
        ([Outcome.GONE] * 3, "Link did not answer on 23 Nov 2026"),
        ([Outcome.GONE] * 3 + [Outcome.FINE], "Link checked 23 Nov 2026"),
        ([Outcome.BARRED], ""),
    ],
)
def test_a_resource_elsewhere_says_whether_its_link_answers(outcomes, says, card, library):
    LessonResourcePageFactory(parent=library, link="https://link.example/page")
    found(*outcomes)
    marks = card()
    assert says in marks
    assert says or not re.search("[Cc]hecked|answer|Review", marks)


@pytest.mark.parametrize(
    ("day", "says"), [(LATER, "Review by Nov 2027"), (NOW.date(), "Review by Nov 2026"), (EARLIER, ""), (None, "")]
)
@pytest.mark.parametrize("kind", ["resource", "unit"])
def test_what_was_written_here_says_until_when_it_holds(kind, day, says, card, home, library):
    if kind == "resource":
        LessonResourcePageFactory(parent=library, review_on=day)
    else:
        stage = KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))
        UnitPageFactory(parent=stage, review_on=day)
    marks = card()
    assert says in marks
    assert says or not re.search("[Cc]hecked|Review", marks)


def test_what_somebody_has_read_through_says_so(card, library):
    LessonResourcePageFactory(parent=library, last_checked=datetime.date(2026, 11, 2), review_on=LATER)
    marks = card()
    assert "Checked 2 Nov 2026" in marks
    assert "Review" not in marks


def test_the_links_of_a_page_take_one_query(client, library):
    for number in range(12):
        LessonResourcePageFactory(parent=library, title=f"Interview {number}", link=f"https://link.example/{number}")
    gather()
    client.get(reverse("search") + "?q=interview")
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("search") + "?q=interview")
    assert sum(LinkCheck._meta.db_table in query["sql"] for query in queries) == 1


def test_a_card_that_was_shown_before_says_what_is_so_now(card, library):
    """Its parts are rendered once for what they say (hub.core.repeated), and for nothing longer than that."""
    LessonResourcePageFactory(parent=library, link="https://link.example/page")
    found(Outcome.FINE)
    assert "Link checked 23 Nov 2026" in card()
    found(*[Outcome.GONE] * 3)
    assert "Link did not answer on 23 Nov 2026" in card()
