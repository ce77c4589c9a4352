"""The filters and offers that are read from a query, what is corrected in it, and what is said of it."""

import pytest

from search.understanding.query import Alternative

# The shipped terms are read from a database, which is made only where a test asks for one.
pytestmark = pytest.mark.django_db


def filters(meant) -> list[str]:
    return [f"{one.key}={one.value}" for one in meant.interpretations]


def offers(meant) -> list[str]:
    return [f"{one.key}={one.value}" for one in meant.offers]


def test_the_example_of_the_issue(mean):
    meant = mean("intervew skils yr10 1 hour")
    assert meant.text == "intervew skils"
    assert filters(meant) == ["year=10", "minutes=60"]
    assert [one.typed for one in meant.interpretations] == ["yr10", "1 hour"]
    assert meant.near_minutes == 60
    assert [(one.typed, one.meant) for one in meant.corrections] == [("intervew", "interview"), ("skils", "skills")]
    first = meant.query.clauses[0]
    assert (first.typed, first.alternatives[0]) == ("intervew", Alternative(("intervew",)))
    assert first.alternatives[1].words == ("interview",)
    assert first.alternatives[1].weight < 1


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        *((text, "9") for text in ("Y9", "y 9", "yr 9", "Yr9", "year nine", "Year 9s", "Y9’s", "yr. 9", "yaer 9")),
        *((text, "7 8 9") for text in ("Year 7-9", "years 7 to 9", "Y7–9", "y7, 8 and 9", "Years 7 to year 9")),
        *((text, "10 11") for text in ("y10/11", "years 10 & 11", "Y10 or Y11", "years ten and eleven")),
        *((text, "12 13") for text in ("year 12+", "Years 12 and above", "Y12 onwards")),
        ("years 4 and under", "3 4"),
        ("14 year olds", "9 10"),
        ("ages 12-14", "8 9"),
        ("UKS2", "5 6"),
        ("lower key stage 2", "3 4"),
    ],
)
def test_years_in_all_the_ways_they_are_written(mean, typed, values):
    assert filters(mean(f"interviews {typed}")) == [f"year={value}" for value in values.split()]


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        *(
            (text, "ks3")
            for text in ("KS3", "ks 3", "key stage three", "Key Stage 3", "ages 11-14", "11 to 14 year olds")
        ),
        *((text, "ks3 ks4") for text in ("KS3/4", "ks3 & ks4", "key stages 3 and 4", "KS3-4")),
    ],
)
def test_key_stages(mean, typed, values):
    assert filters(mean(f"interviews {typed}")) == [f"stage={value}" for value in values.split()]


@pytest.mark.parametrize(
    ("typed", "value", "near"),
    [
        ("20 mins", "20", 20),
        ("20-minute", "20", 20),
        ("twenty minutes", "20", 20),
        ("about 25 minutes", "30", 25),
        ("under 20 minutes", "20", None),
        ("less than half an hour", "30", None),
        ("20 minutes or less", "20", None),
        ("no more than 20 minutes", "20", None),
        ("no longer than half an hour", "30", None),
        ("10-15 mins", "20", 15),
        ("half an hour", "30", 30),
        ("three quarters of an hour", "60", 45),
        ("1 hour", "60", 60),
        ("an hour", "60", 60),
        ("hour-long", "60", 60),
        ("1hr", "60", 60),
        ("1h30", "longer", 90),
        ("hour and a half", "longer", 90),
        ("2 hours", "longer", 120),
        ("over an hour", "longer", None),
    ],
)
def test_lengths_become_the_smallest_step_they_fit_into(mean, typed, value, near):
    meant = mean(f"interview {typed}")
    assert filters(meant) == [f"minutes={value}"]
    assert meant.near_minutes == near


@pytest.mark.parametrize(
    "text",
    [
        "100 hours of work",
        "£12 an hour",
        "37 hour week",
        "at least 30 minutes",
        "one minute on the job",
        "10 years from now",
        "year 2030",
        "Year 14",
        "5 benchmarks",
        "benchmark 9",
        "element 12",
    ],
)
def test_numbers_that_name_no_filter(mean, text):
    meant = mean(text)
    assert filters(meant) == []
    assert meant.text == text


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("worksheets for year 9", ["type=worksheet", "year=9"], ""),
        ("a 20 minute activity on stereotypes for yr 7", ["minutes=20", "year=7"], "activity on stereotypes"),
        ("maths and geography jobs", ["subject=mathematics", "subject=geography"], "jobs"),
        ("year 9: apprenticeships", ["year=9"], "apprenticeships"),
        ("How do I show maths is useful?", ["subject=mathematics"], "How do I show is useful?"),
        ("letters for parents in Bengali", ["audience=parent", "language=bn"], "letters"),
        ("GB5 and GB6", ["benchmark=gb5", "benchmark=gb6"], ""),
        ("gatsby benchmark five", ["benchmark=gb5"], ""),
        ("London Ambitions element 2", ["element=la2"], ""),
        ("SEND resources KS3", ["need=any", "stage=ks3"], ""),
        ("ppt on budgeting", ["format=slides"], "budgeting"),
        ("pdf", ["format=document", "format=sheet"], ""),
    ],
)
def test_what_is_left_is_what_is_looked_for(mean, text, found, left):
    meant = mean(text)
    assert filters(meant) == found
    assert meant.text in (left, f"on {left}")


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("health", "sector=health-and-science"),
        ("art", "subject=art-and-design"),
        ("construction", "sector=construction-and-built-environment"),
        ("science", "subject=science"),
        ("film", "format=film"),
        ("send an email to an employer", "need=any"),
        ("letter to parents", "audience=parent"),
        ("jobs in French", "language=fr"),
        ("sixth form", "stage=ks5"),
    ],
)
def test_what_may_mean_something_else_stays_a_word_with_an_offer(mean, text, offered):
    meant = mean(text)
    assert filters(meant) == []
    assert meant.text == text
    assert offered in offers(meant)


@pytest.mark.parametrize("text", ["video games", "health and safety", "assembly line", "re-sit", "hour of code", "it"])
def test_a_phrase_that_means_one_thing_gets_no_offer_of_another(mean, text):
    meant = mean(text)
    assert (filters(meant), offers(meant), meant.text) == ([], [], text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("resources for tutor time", ["type=tutor-time-activity"]),
        ("activities for parents evening", []),
        ("work for employer engagement", []),
        ("ideas for governor training", []),
        ("a talk for careers leader meetings", []),
        ("worksheets for teachers", ["type=worksheet", "audience=teacher"]),
        ("apprenticeships for parents ks3", ["audience=parent", "stage=ks3"]),
        ("ideas for parents, budget", ["audience=parent"]),
    ],
)
def test_the_longest_name_wins_and_whom_it_is_for_is_not_what_kind_of_thing_follows(mean, text, found):
    assert filters(mean(text)) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("jobs without maths", "jobs -maths"),
        ("jobs but not science", "jobs but -science"),
        ("not maths", "-maths"),
        ("no maths needed", "-maths"),
        ("work experience except worksheets", "work experience -worksheets"),
        ("jobs without any art", "jobs -art"),
        ("don't use video", "-video"),
        ("no lesson plans", '-"lesson plans"'),
        ("interview no visitors", "interview -visitors"),
    ],
)
def test_what_is_not_wanted_is_left_out_and_said(mean, text, left):
    meant = mean(text)
    assert (filters(meant), meant.text) == ([], left)
    assert len(meant.query.excluded) == 1
    assert len(meant.notices) == 1
    again = mean(left)
    assert (again.text, again.query, again.notices) == (left, meant.query, ())


@pytest.mark.parametrize(
    "text",
    [
        "new to english",
        "gap year 12 months",
        "year 12 months",
        "not for parents",
        "interview not year 9",
        "jobs without a degree",
        "not going to uni",
        "no autism",
    ],
)
def test_what_names_no_wish_for_it_never_becomes_a_filter(mean, text):
    meant = mean(text)
    assert (filters(meant), meant.text, meant.query.excluded) == ([], text, ())


def test_several_things_are_left_out_at_once(mean):
    assert mean("jobs with no maths, art or science").text == "jobs -maths -art -science"


def test_a_facet_set_by_hand_is_offered_and_not_filtered(mean):
    meant = mean("interview year 9", taken={"year"})
    assert (filters(meant), offers(meant), meant.text) == ([], ["year=9"], "interview year 9")


def test_a_misspelt_name_of_a_filter_is_an_offer(mean):
    assert "type=assembly" in offers(mean("assembley on work"))


@pytest.mark.parametrize("text", ["EYFS", "ks1 jobs", "Year 2", "y1", "key stage 1"])
def test_who_asks_for_younger_children_is_told_where_the_hub_begins(mean, text):
    assert "Year 3" in " ".join(mean(text).notices)


@pytest.mark.parametrize("text", ["Year 12", "ks3", "year 10 and 11", "age 2", "1 year"])
def test_nobody_else_is_told(mean, text):
    assert mean(text).notices == ()


@pytest.mark.parametrize("text", ["ofsted", "Unifrog", "xello", "EYFS", "intervw XYZAB", "QWIZ", "bonjour"])
def test_names_short_forms_and_other_languages_are_not_corrected_away(mean, text):
    assert [one.typed for one in mean(text).corrections if one.typed != "intervw"] == []


def test_a_shouted_word_is_corrected_all_the_same(mean):
    assert [one.meant for one in mean("INTERVEW SKILS").corrections] == ["interview", "skills"]
