"""What every profile must keep to, whoever reads it."""

import re

from hub.labour_market.profiles import Answer, Profile

# Words a line of the easy-read view may have.
EASY = 12
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_NUMBER = re.compile(r"\d")


def problems(profile: Profile) -> list[str]:
    """Return what is wrong with the words and figures of a profile, each with where it is."""
    found = [f"{profile.key}: no {name}" for name in ("title", "lede") if not getattr(profile, name)]
    for answer in profile.answers:
        found += [f"{profile.kind} {profile.key} {answer.key}: {said}" for said in _of(answer)]
    return found + [f"{profile.key}: {said}" for question in profile.ask for said in _as_text(question, ends="?")]


def _of(answer: Answer) -> list[str]:
    found = [said for sentence in answer.sentences for said in _as_text(sentence)]
    # Without figures it is what the classification says, whose year the first sentence says.
    numbered = (
        [s for s in answer.sentences if _NUMBER.search(re.sub("Year 11", "", s))]
        if answer.figures
        else answer.sentences[:1]
    )
    found += [f"no period: {s}" for s in numbered if not _YEAR.search(s)]
    found += [said for line in answer.easy for said in _as_text(line)]
    found += [f"{len(line.split())} words: {line}" for line in answer.easy if len(line.split()) > EASY]
    found += ["no easy lines"] if not answer.easy else []
    for figure in answer.figures:
        if not (
            figure.text and figure.point.period and figure.measure.source.publisher and figure.measure.source.title
        ):
            found.append(f"a figure without source, period or text: {figure.measure.slug}")
    for chart in answer.charts:
        found += [f"no text: {bar.label} in {chart.title}" for bar in chart.bars if not bar.text or not bar.label]
        found += ["a chart without figures"] if not answer.figures else []
    return found


def _as_text(sentence: str, ends: str = ".") -> list[str]:
    found = [] if sentence.endswith(ends) else [f"does not end with {ends}: {sentence}"]
    if "None" in sentence or "%" in sentence or "  " in sentence or " ." in sentence or ".." in sentence:
        found.append(f"not well formed: {sentence}")
    return found
