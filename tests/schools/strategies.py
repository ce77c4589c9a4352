"""Schools as hypothesis draws them: any type, any years, any day from 2016, whatever is published or not."""

import datetime
from dataclasses import fields

from hypothesis import strategies as st

from hub.publication.dates import AcademicYear
from hub.schools.duties.subject import (
    ApprovalFact,
    CareersFacts,
    ClusterFact,
    PlannedActivity,
    PolicyFacts,
    ReportFact,
    SchoolSubject,
)
from hub.schools.register.school_types import school_types

TEXTS = st.sampled_from(["", "x", "020 7946 0142", "a@b.example", "<p></p>", "0"])
NEAR = st.dates(datetime.date(2016, 1, 1), datetime.date(2032, 12, 31))
ROWS = st.builds(
    PlannedActivity,
    year=st.integers(0, 14),
    kind=st.sampled_from(["in-class", "work-experience", "part-time-work", ""]),
    minutes=st.integers(0, 9000),
    counts=st.booleans(),
    in_workplace=st.booleans(),
)
CAREERS = st.builds(
    CareersFacts,
    **{
        field.name: strategy
        for field in fields(CareersFacts)
        for strategy in [
            {
                "academic_year": st.none() | st.builds(AcademicYear, st.integers(2015, 2033)),
                "programme": st.lists(ROWS, max_size=6).map(tuple),
                "guidance_is_independent": st.booleans(),
                "next_review": st.none() | NEAR,
                "governor_since": st.none() | NEAR,
                "updated_on": st.none(),  # a page that is being published
                "lmi_checked_on": st.none() | NEAR,
                "figures_checked_on": st.none() | NEAR,
            }.get(field.name, TEXTS)
        ]
    },
)
SUBJECTS = st.builds(
    SchoolSubject,
    type_code=st.none() | st.sampled_from([*school_types(), "99", ""]),
    years=st.none() | st.frozensets(st.integers(0, 13)),
    in_hospital=st.booleans(),
    careers=st.none() | CAREERS,
    policy=st.none()
    | st.builds(
        PolicyFacts, topics=st.frozensets(st.sampled_from(["experiences", "business"])), has_text=st.booleans()
    ),
    approvals=st.lists(st.builds(ApprovalFact, meeting_date=NEAR, by_governors=st.booleans()), max_size=3).map(tuple),
    reports=st.lists(
        st.builds(ReportFact, dated=NEAR, year=st.none() | st.builds(AcademicYear, st.integers(2014, 2033))), max_size=3
    ).map(tuple),
    clusters=st.lists(st.builds(ClusterFact, name=TEXTS, since=st.none() | NEAR), max_size=2).map(tuple),
)
