"""The last column of the publication checklist."""

import datetime

from hub.publication.rules import Finding, Status, Strength
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.duties.statement import Line

MISSED, COMING = datetime.date(2027, 2, 28), datetime.date(2028, 2, 28)


def finding(rule: str, due: datetime.date, *, late: bool) -> Finding:
    return Finding(RULES_BY_ID[rule], Status.MISSING, Strength.MUST, "", due=due, late=late)


def test_a_day_that_has_passed_is_said_as_passed_whatever_else_is_still_to_come():
    line = Line("Meetings", "", (finding("PAL-07", MISSED, late=True), finding("PAL-12", COMING, late=False)))
    assert line.words == "Not met by 28 February 2027"
    assert Line("Meetings", "", (finding("PAL-12", COMING, late=False),)).words == "Not yet, due by 28 February 2028"
