"""Runs hostile searches one after the other, each drawn from a seed and its own number."""

import dataclasses
import json
import shlex
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from search.engines import Engine, snapshot
from tests.fuzz.checks import Broken, Tally, check
from tests.fuzz.strategies import Case, cases

# Nothing is remembered from one run for the next. The first example of a run is the simplest there is, whatever the
# seed; the second is drawn by it.
SETTINGS = settings(
    max_examples=2,
    phases=(Phase.generate, Phase.shrink),
    database=None,
    deadline=None,
    suppress_health_check=tuple(HealthCheck),
    report_multiple_bugs=False,
)
# A longer case is shown by its beginning; its seed and number give the rest.
LONGEST_SHOWN = 4000


def run(engine: Engine, numbers: range, *, seed: int, progress: Callable[[int], object] | None = None) -> Tally:
    """Ask cases and check each answer. Raises Broken at the first that is wrong, with the simplest like it."""
    tally = Tally()
    strategy = cases(snapshot.current().vocabulary)
    for number in numbers:
        _ask(strategy, lambda case: check(case, engine, tally), seed=seed, number=number)
        if progress:
            progress(1)
    return tally


def drawn(strategy: SearchStrategy[Case], *, seed: int, number: int) -> Case:
    """Return the case of a seed and a number."""
    found: list[Case] = []
    _each(strategy, found.append, seed=seed, number=number)
    return found[-1]


def _ask(strategy: SearchStrategy[Case], ask: Callable[[Case], None], *, seed: int, number: int) -> None:
    """Ask the case of a number. Where it fails Hypothesis looks for the simplest that does, and Broken has both."""
    failed: list[Case] = []
    reasons: list[str] = []

    def remember(case: Case) -> None:
        try:
            ask(case)
        except Broken as error:
            failed.append(case)
            reasons.append(str(error))
            raise

    try:
        _each(strategy, remember, seed=seed, number=number)
    except (Broken, Flaky) as error:
        lines = [f"Seed {seed}, case {number}: {shown(failed[0])}", reasons[0]]
        if isinstance(error, Flaky):
            lines.append("Asked again it was answered as it must be.")
        elif failed[-1] != failed[0]:
            lines += [f"The simplest that fails: {shown(failed[-1])}", reasons[-1]]
        lines.append(f"Again: --seed {seed} --case {number} --count 1, or --again {again(failed[-1])}")
        raise Broken("\n".join(lines)) from error


def _each(strategy: SearchStrategy[Case], do: Callable[[Case], object], *, seed: int, number: int) -> None:
    """Do something with the case of a number, and with simpler ones if it raises."""
    simplest = True

    @seeded(f"{seed}/{number}")
    @SETTINGS
    @given(strategy)
    def example(case: Case) -> None:
        nonlocal simplest
        if simplest:
            simplest = False
            return
        do(case)

    example()


def shown(case: Case) -> str:
    where = f"locale {case.locale}, school {case.school}"
    return f"{where}: {case.raw!a}" if len(case.raw) <= LONGEST_SHOWN else f"{where}: {case.raw[:LONGEST_SHOWN]!a}..."


def again(case: Case) -> str:
    """Return a case as a word of a shell's command line, whatever characters it has; `parsed` reads it."""
    return shlex.quote(json.dumps(dataclasses.asdict(case)))


def parsed(text: str) -> Case:
    return Case(**json.loads(text))
