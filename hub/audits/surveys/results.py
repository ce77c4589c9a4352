"""The results of a closed survey: for each question bars of all answers, and a table by year group."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.audits.surveys.models import NO_YEAR, Count, Survey, SurveyQuestion
from hub.audits.surveys.showing import LEAST, hidden_groups, may_be_shown
from hub.core.spreadsheets import harmless


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer: how many chose it, and how long its bar is drawn in a hundred parts."""

    label: str
    n: int
    length: float


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year group: how many of it chose each answer."""

    label: str
    counts: Sequence[int]
    total: int
    year: int


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What is shown of a question; no bars, and no total, where fewer than ten answered it."""

    text: str
    total: int | None
    bars: Sequence[Bar]
    years: Sequence[YearLine]


@dataclass(frozen=True, slots=True)
class Results:
    """What is shown of a survey. `answered` is None where fewer than ten did; `hidden` groups are not shown."""

    survey: Survey
    answered: int | None
    questions: Sequence[QuestionResult]
    hidden: Sequence[str]

    @property
    def has_years(self) -> bool:
        return any(question.years for question in self.questions)


def year_label(year: int) -> str:
    """Return what a group is called."""
    return _("All together") if year == NO_YEAR else _("Year %(year)s") % {"year": year}


def results_of(survey: Survey) -> Results:
    """Return the results in three queries; ask only of a survey that is closed (`showing`)."""
    rows = survey.answered.values_list("year", "n", "on_paper")
    groups = {year: (n, n - on_paper) for year, n, on_paper in rows}
    closed = [question for question in survey.questions.all() if not question.is_open]
    counts = _counts(survey)
    sizes = {year: [*size, *(_total(counts[q.pk], year) for q in closed)] for year, size in groups.items()}
    hidden = hidden_groups(sizes)
    shown = [year for year, (n, _online) in sorted(groups.items()) if n and year not in hidden and year != NO_YEAR]
    in_all = [sum(column) for column in zip(*groups.values(), strict=True)]
    enough = all(map(may_be_shown, in_all))
    return Results(
        survey=survey,
        answered=in_all[0] if enough else None,
        questions=[_question(q, counts[q.pk], groups, shown, enough=enough) for q in closed],
        hidden=[year_label(year) for year in sorted(hidden) if year != NO_YEAR],
    )


def _counts(survey: Survey) -> defaultdict[int, dict[tuple[int, int], int]]:
    """Return the counts by key of the question, then by year group and place of the answer."""
    counts: defaultdict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    rows = Count.objects.filter(question__survey=survey).values_list("question_id", "year", "option", "n")
    for question, year, option, n in rows:
        counts[question][year, option] = n
    return counts


def _total(counts: dict[tuple[int, int], int], year: int) -> int:
    return sum(n for (of_year, _option), n in counts.items() if of_year == year)


def _question(
    question: SurveyQuestion,
    counts: dict[tuple[int, int], int],
    groups: Iterable[int],
    shown: Iterable[int],
    *,
    enough: bool,
) -> QuestionResult:
    labels = [str(label) for label in question.options]
    in_all = [sum(counts.get((year, place), 0) for year in groups) for place in range(len(labels))]
    total = sum(in_all)
    if total < LEAST or not enough:
        return QuestionResult(question.said(), None, (), ())
    lines = []
    for year in shown:
        row = [counts.get((year, place), 0) for place in range(len(labels))]
        lines.append(YearLine(year_label(year), row, sum(row), year))
    most = max(in_all)
    bars = [Bar(label, n, round(n / most * 100, 1)) for label, n in zip(labels, in_all, strict=True)]
    return QuestionResult(question.said(), total, bars, lines)


def rows_of(results: Results) -> Iterable[list[str]]:
    """Return the rows of the CSV file: one for each question, group and answer that is shown."""
    yield [_("Question"), _("Year group"), _("Answer"), _("How many")]
    for question in results.questions:
        labels = [bar.label for bar in question.bars]
        for bar in question.bars:
            yield [harmless(question.text), year_label(NO_YEAR), harmless(bar.label), str(bar.n)]
        for line in question.years:
            for label, n in zip(labels, line.counts, strict=True):
                yield [harmless(question.text), line.label, harmless(label), str(n)]
