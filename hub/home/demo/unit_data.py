"""Reads the sample units: one JSON file each, parsed once into values that cannot be half right."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from hub.home.demo.reading import Data, DemoDataError, get, get_all, read_json

UNITS = Path(__file__).parent / "data" / "units"
MAX_LESSON_MINUTES = 360


@dataclass(frozen=True, kw_only=True)
class PartData:
    """Before, during or after: minutes, and plain text with blank lines between paragraphs."""

    minutes: int
    text: str


@dataclass(frozen=True, kw_only=True)
class MaterialData:
    """An everyday thing in words, or a sheet by its slug and how many of it a class needs."""

    thing: str = ""
    sheet: str = ""
    how_many: str = ""


@dataclass(frozen=True, kw_only=True)
class AdaptationData:
    """What to change, for needs by their slugs, or for another group in words; for everybody where neither is named."""

    needs: tuple[str, ...]
    others: str
    change: str


@dataclass(frozen=True, kw_only=True)
class FigureData:
    """A figure of the labour market by its public keys (hub.core.figures), and what to make of it."""

    measure: str
    sector: str
    area: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class QuestionData:
    """A question of the quick check; without `options` it is answered in words."""

    question: str
    options: tuple[str, ...]
    answer: str


@dataclass(frozen=True, kw_only=True)
class SignData:
    """A sign of good work, and what it looks like in this unit."""

    look_for: str
    example: str


@dataclass(frozen=True, kw_only=True)
class LessonData:
    """One lesson. `counts_minutes` None means that the whole lesson counts; `resources` are page slugs."""

    title: str
    before: PartData
    during: PartData
    after: PartData
    activity_kind: str
    counts_minutes: int | None
    materials: tuple[MaterialData, ...]
    employer_ask: str
    lmi_text: str
    lmi_url: str
    figures: tuple[FigureData, ...]
    adaptations: tuple[AdaptationData, ...]
    home_task: str
    reflection: str
    resources: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return self.before.minutes + self.during.minutes + self.after.minutes

    @property
    def sheets(self) -> tuple[MaterialData, ...]:
        return tuple(each for each in self.materials if each.sheet)


@dataclass(frozen=True, kw_only=True)
class UnitData:
    """One unit; terms and earlier units are slugs, not yet looked up."""

    slug: str
    title: str
    summary: str
    key_stage: str
    years: tuple[int, ...]
    subjects: tuple[str, ...]
    criteria: tuple[str, ...]
    sectors: tuple[str, ...]
    builds_on: tuple[str, ...]
    is_sample: bool
    outcomes: tuple[str, ...]
    lessons: tuple[LessonData, ...]
    quick_check: tuple[QuestionData, ...]
    good_work: tuple[SignData, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Parse one file.

        Raises:
            DemoDataError: if it is not JSON, lacks a key or holds a value of the wrong kind.
        """
        raw = read_json(path)
        if not isinstance(raw, dict):
            raise DemoDataError(f"{path.name}: must hold one unit as an object")
        of_unit = partial(get, raw, path.name)
        if of_unit("slug", str) != path.stem:
            raise DemoDataError(f"{path.name}: 'slug' must be the file's name, {path.stem!r}")
        if raw.get("last_checked"):
            raise DemoDataError(f"{path.name}: 'last_checked' stays empty until somebody has checked the unit")
        lessons = of_unit("lessons", list)
        return cls(
            slug=of_unit("slug", str),
            title=of_unit("title", str),
            summary=of_unit("summary", str),
            key_stage=of_unit("key_stage", str),
            years=get_all(raw, path.name, "years", int),
            subjects=_strings(raw, path.name, "subjects"),
            criteria=_strings(raw, path.name, "criteria"),
            sectors=_strings(raw, path.name, "sectors"),
            builds_on=_strings(raw, path.name, "builds_on"),
            is_sample=of_unit("is_sample", bool),
            outcomes=_strings(raw, path.name, "outcomes"),
            lessons=tuple(_lesson(each, f"{path.name}: lesson {n}") for n, each in enumerate(lessons, start=1)),
            quick_check=tuple(_question(each, path.name) for each in _objects(raw, path.name, "quick_check")),
            good_work=tuple(_sign(each, path.name) for each in _objects(raw, path.name, "good_work")),
        )


def read_units(folder: Path = UNITS) -> list[UnitData]:
    """Return every unit of a folder, by key stage and first year."""
    units = [UnitData.read(path) for path in folder.glob("*.json")]
    return sorted(units, key=lambda unit: (unit.key_stage, unit.years, unit.slug))


def _strings(raw: Data, where: str, key: str) -> tuple[str, ...]:
    return get_all(raw, where, key, str)


def _objects(raw: Data, where: str, key: str) -> tuple[Data, ...]:
    return get_all(raw, where, key, dict)


def _lesson(raw: object, where: str) -> LessonData:
    if not isinstance(raw, dict):
        raise DemoDataError(f"{where}: must be an object")
    of_lesson = partial(get, raw, where)
    lmi = partial(get, of_lesson("lmi", dict), f"{where}, lmi")
    counts = raw.get("counts_minutes")
    lesson = LessonData(
        title=of_lesson("title", str),
        before=_part(of_lesson("before", dict), f"{where}, before"),
        during=_part(of_lesson("during", dict), f"{where}, during"),
        after=_part(of_lesson("after", dict), f"{where}, after"),
        activity_kind=of_lesson("activity_kind", str),
        counts_minutes=None if counts is None else of_lesson("counts_minutes", int),
        materials=tuple(_material(each, where) for each in _objects(raw, where, "materials")),
        employer_ask=of_lesson("employer_ask", str),
        lmi_text=lmi("text", str),
        lmi_url=lmi("url", str),
        figures=tuple(_figure(each, where) for each in _objects(raw, where, "figures")) if "figures" in raw else (),
        adaptations=tuple(
            AdaptationData(
                needs=_strings(each, where, "needs"),
                others=get(each, where, "others", str),
                change=get(each, where, "change", str),
            )
            for each in _objects(raw, where, "adaptations")
        ),
        home_task=of_lesson("home_task", str),
        reflection=of_lesson("reflection", str),
        resources=_strings(raw, where, "resources"),
    )
    if not 10 <= lesson.minutes <= MAX_LESSON_MINUTES:
        raise DemoDataError(f"{where}: {lesson.minutes} minutes; a lesson has 10 to {MAX_LESSON_MINUTES}")
    if counts is not None and not 0 <= counts <= lesson.minutes:
        raise DemoDataError(f"{where}: counts {counts} of {lesson.minutes} minutes")
    return lesson


def _figure(raw: Data, where: str) -> FigureData:
    of_figure = partial(get, raw, where)
    return FigureData(
        measure=of_figure("measure", str),
        sector=of_figure("sector", str),
        area=of_figure("area", str),
        sentence=of_figure("sentence", str),
    )


def _question(raw: Data, where: str) -> QuestionData:
    return QuestionData(
        question=get(raw, where, "question", str),
        options=_strings(raw, where, "options"),
        answer=get(raw, where, "answer", str),
    )


def _sign(raw: Data, where: str) -> SignData:
    return SignData(look_for=get(raw, where, "look_for", str), example=get(raw, where, "example", str))


def _material(raw: Data, where: str) -> MaterialData:
    if "thing" in raw:
        return MaterialData(thing=get(raw, where, "thing", str))
    how_many = get(raw, where, "how_many", str) if "how_many" in raw else ""
    return MaterialData(sheet=get(raw, where, "sheet", str), how_many=how_many)


def _part(raw: Data, where: str) -> PartData:
    minutes = get(raw, where, "minutes", int)
    text = get(raw, where, "text", str)
    if minutes < 1 or not text.strip():
        raise DemoDataError(f"{where}: needs minutes and text")
    return PartData(minutes=minutes, text=text)
