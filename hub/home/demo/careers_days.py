"""A Family Careers Day at an invented primary school: twelve classes, no clash. It goes when its school goes."""

import datetime

from hub.core.school_days import school_days
from hub.events.models import CareersDay, DayClass, Room, Wish, Workshop
from hub.events.planner import services
from hub.home.models import HomePage
from hub.schools.models import Registration, School

PRIMARY_URN = 990004
WEEKS_AHEAD = 10
WEDNESDAY = 2
AT = datetime.time
PUPILS = (29, 28, 30, 30, 27, 28, 30, 29, 28, 27, 30, 29)
ROOMS = {"Hall": 120, "Library": 50, "Music room": 45, "Year 6 studio": 45, "Art room": 45, "Dining hall": 90}
# Topic, how many children of each of Years 1 to 6 asked for it.
WISHES = (
    ("Flying a plane", (18, 16, 14, 12, 9, 8)),
    ("Looking after animals", (22, 20, 15, 9, 7, 5)),
    ("Baking bread", (14, 13, 12, 8, 6, 4)),
    ("Making games", (3, 5, 9, 16, 20, 22)),
    ("Building bridges", (6, 8, 10, 14, 15, 12)),
    ("Being a nurse", (9, 8, 8, 10, 11, 13)),
    ("Making music", (7, 7, 9, 11, 12, 14)),
    ("Driving a train", (19, 15, 10, 6, 4, 3)),
)
# Title, topic, visitor, years (none: all), from and until (none: all day), questions.
WORKSHOPS = (
    ("What a pilot looks at", "Flying a plane", "A pilot, a parent of the school (sample)", (), None, AT(11), ""),
    ("Ears, paws and beaks", "Looking after animals", "An animal nurse (sample)", (1, 2, 3, 4), None, None, ""),
    ("Dough in your hands", "Baking bread", "Sample Street Bakery", (), None, None, "What makes the dough rise?"),
    ("From a drawing to a game", "Making games", "A games studio (sample)", (4, 5, 6), None, None, ""),
    ("A bridge of paper", "Building bridges", "A civil engineer (sample)", (), AT(10), None, ""),
    ("A night on the ward", "Being a nurse", "A nurse, an aunt of two pupils (sample)", (), None, None, ""),
    ("Behind the stage", "Making music", "A sound technician (sample)", (), None, None, "Who decides how loud it is?"),
)


def load(*, home: HomePage, on: datetime.date) -> str | None:
    """Add the day to the primary school, unless it has one."""
    registration = Registration.objects.filter(urn=PRIMARY_URN).select_related("school").first()
    if registration is None or CareersDay.objects.filter(school=registration.school).exists():
        return None
    day = _day(registration.school, on=on)
    services.plan(day, seen=day.saves)
    services.make_ready(day, seen=day.saves)
    return None


def _day(school: School, *, on: datetime.date) -> CareersDay:
    day = CareersDay.objects.create(
        school=school,
        date=_date(on),
        starts=AT(9, 15),
        ends=AT(12, 15),
        minutes=35,
        between=5,
        breaks=[["10:30", "10:45"]],
        each=2,
        guests=12,
        is_sample=True,
    )
    of_day = {"day": day, "school": school}
    for at, pupils in enumerate(PUPILS):
        DayClass.objects.create(name=f"{1 + at // 2}{'AB'[at % 2]}", year=1 + at // 2, pupils=pupils, **of_day)
    for name, capacity in ROOMS.items():
        Room.objects.create(name=name, capacity=capacity, **of_day)
    for topic, counts in WISHES:
        for year, n in enumerate(counts, 1):
            Wish.objects.create(topic=topic, n=n, year=year, **of_day)
    for title, topic, visitor, years, there_from, there_until, questions in WORKSHOPS:
        Workshop.objects.create(
            title=title,
            topic=topic,
            organisation=visitor,
            years=list(years),
            there_from=there_from,
            there_until=there_until,
            questions=questions,
            **of_day,
        )
    return day


def _date(on: datetime.date) -> datetime.date:
    """Return a Wednesday with school, ten weeks from `on` or the next after it."""
    days, day = school_days(), on + datetime.timedelta(weeks=WEEKS_AHEAD)
    while day.weekday() != WEDNESDAY or days.is_closed(day):
        day += datetime.timedelta(days=1)
    return day
