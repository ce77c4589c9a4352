import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding import understand
from search.understanding.clauses import MOST_BEGINNINGS, TOGETHER
from search.understanding.marks import parse, write
from search.understanding.query import Alternative

# The shipped terms are read from a database, which is made only where a test asks for one.
pytestmark = pytest.mark.django_db


@pytest.fixture
def mean(words_of_the_hub, hub_vocabulary):
    """Return what a query means, in the hub's own vocabulary and with a few words of its own."""
    return lambda text, **how: understand(text, vocabulary=hub_vocabulary, index_words=words_of_the_hub, **how)


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


class TestMarks:
    def test_quoted_words_are_required_side_by_side_and_nothing_else(self, mean):
        meant = mean('"year 9 intervew" skills')
        phrase, word = meant.query.clauses
        assert phrase.alternatives == (Alternative(("year", "9", "intervew"), phrase=True),)
        assert (phrase.required, word.required) == (True, False)
        assert (filters(meant), meant.corrections) == ([], ())

    def test_one_quoted_word_is_required(self, mean):
        (clause,) = mean("“maths”").query.clauses
        assert (clause.alternatives, clause.required) == ((Alternative(("math",)),), True)

    def test_a_minus_leaves_out_a_word_or_a_phrase(self, mean):
        meant = mean('interview -maths -"work experience" A-level mid-term')
        assert [one.words for one in meant.query.excluded] == [("math",), ("work", "experi")]
        assert filters(meant) == []
        assert "alevel" in meant.query.words

    def test_a_star_finds_the_commonest_words_that_begin_so(self, mean):
        (clause,) = mean("employ*").query.clauses
        assert len(clause.alternatives) <= MOST_BEGINNINGS
        assert ("employ",) in [one.words for one in clause.alternatives]

    def test_signs_without_effect_are_named_once(self, mean):
        meant = mean("mock AND (interview | skills) +work")
        assert len(meant.notices) == 1
        assert mean(meant.text).notices == ()

    def test_only_a_minus_looks_for_nothing(self, mean):
        assert not mean("-maths").query

    @given(st.text(alphabet='ab5 "-*“+()!:AORND&|,\u00a0', max_size=16) | st.text())
    def test_what_is_written_is_cut_the_same_way(self, text):
        parts, _ = parse(text)
        assert parse(write(parts)) == (parts, False)


class TestClauses:
    def test_a_short_form_stands_for_all_of_its_words(self, mean):
        (clause,) = mean("LMI").query.clauses
        assert Alternative(("labour", "market", "inform"), 0.8, phrase=True) in clause.alternatives

    def test_a_phrase_stands_for_its_short_form_at_each_of_its_words(self, mean):
        clauses = mean("labour market information").query.clauses
        assert [clause.typed for clause in clauses] == ["labour", "market", "information"]
        assert all(Alternative(("lmi",), 0.8) in clause.alternatives for clause in clauses)

    def test_words_that_stand_for_something_count_for_more_side_by_side(self, mean):
        side_by_side = Alternative(("work", "experi"), TOGETHER * 2, phrase=True)
        clauses = mean("work experience diary").query.clauses
        assert [side_by_side in clause.alternatives for clause in clauses].count(True) == 1
        assert all(one.weight <= 1 for clause in mean("work diary").query.clauses for one in clause.alternatives)

    def test_a_title_full_of_filler_counts_for_more_as_it_stands(self, mean):
        (clause,) = mean("who can do this job").query.clauses
        assert clause.alternatives[0] == Alternative(("job",))
        assert Alternative(("who", "can", "do", "this", "job"), TOGETHER * 5, phrase=True) in clause.alternatives

    def test_a_misspelt_phrase_stands_for_what_the_phrase_stands_for(self, mean):
        meant = mean("work experiance")
        assert [(one.typed, one.meant) for one in meant.corrections] == [("experiance", "experience")]
        right = {one for clause in mean("work experience").query.clauses for one in clause.alternatives}
        assert {one for one in right if len(one.words) > 1 or one.weight < 1} <= {
            one for clause in meant.query.clauses for one in clause.alternatives
        }

    def test_one_way_rows_go_one_way(self, mean):
        assert ("provid", "access") in [one.words for c in mean("Baker clause").query.clauses for one in c.alternatives]
        assert "baker" not in mean("provider access").query.words

    def test_words_of_one_stem_and_two_meanings_are_kept_apart(self, mean):
        assert "essenti" not in mean("employers").query.words

    def test_filler_counts_only_alone(self, mean):
        assert [clause.typed for clause in mean("how do I write a budget").query.clauses] == ["write", "budget"]
        assert mean("how do I").query

    def test_words_that_say_little_count_beside_others(self, mean):
        assert [clause.typed for clause in mean("raw materials").query.clauses] == ["raw", "materials"]
        assert [clause.typed for clause in mean("what things I need").query.clauses] == ["things"]
        assert [clause.typed for clause in mean("needs of employers").query.clauses] == ["needs", "employers"]
        assert not mean("materials and things for year 9").query

    def test_it_in_capitals_is_a_word(self, mean):
        assert [clause.typed for clause in mean("IT jobs").query.clauses] == ["IT", "jobs"]
        assert [clause.typed for clause in mean("is it work").query.clauses] == ["work"]

    def test_an_examination_is_one_word(self, mean):
        assert [clause.typed for clause in mean("a level budget").query.clauses] == ["a level", "budget"]

    def test_joined_words_are_found_as_one(self, mean):
        assert ("interview",) in [one.words for one in mean("inter view").query.clauses[0].alternatives]

    def test_as_typed_corrects_nothing(self, mean):
        meant = mean("intervew skils", as_typed=True)
        assert (meant.corrections, meant.query.words) == ((), ("intervew", "skil"))
