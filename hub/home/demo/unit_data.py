"""Reads the sample units: one JSON file each, parsed once into values that cannot be half right."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

UNITS = Path(__file__).parent / "data" / "units"
MAX_LESSON_MINUTES = 360


class UnitError(ValueError):
    """A unit's file cannot be used; the message names the file, the place and what is wrong."""


@dataclass(frozen=True, kw_only=True)
class PartData:
    """Before, during or after: minutes, and plain text with blank lines between paragraphs."""

    minutes: int
    text: str


@dataclass(frozen=True, kw_only=True)
class LessonData:
    """One lesson. `counts_minutes` None means that the whole lesson counts; `resources` are page slugs."""

    title: str
    before: PartData
    during: PartData
    after: PartData
    activity_kind: str
    counts_minutes: int | None
    materials: str
    employer_ask: str
    lmi_text: str
    lmi_url: str
    send: str
    home_task: str
    reflection: str
    resources: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return self.before.minutes + self.during.minutes + self.after.minutes


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

    @classmethod
    def read(cls, path: Path) -> Self:
        """Parse one file.

        Raises:
            UnitError: if it is not JSON, lacks a key or holds a value of the wrong kind.
        """
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            raise UnitError(f"{path.name}: not JSON: {error}") from error
        if not isinstance(raw, dict):
            raise UnitError(f"{path.name}: must hold one unit as an object")
        get = partial(_get, raw, path.name)
        if get("slug", str) != path.stem:
            raise UnitError(f"{path.name}: 'slug' must be the file's name, {path.stem!r}")
        if raw.get("last_checked"):
            raise UnitError(f"{path.name}: 'last_checked' stays empty until somebody has checked the unit")
        lessons = get("lessons", list)
        return cls(
            slug=get("slug", str),
            title=get("title", str),
            summary=get("summary", str),
            key_stage=get("key_stage", str),
            years=_all(raw, path.name, "years", int),
            subjects=_strings(raw, path.name, "subjects"),
            criteria=_strings(raw, path.name, "criteria"),
            sectors=_strings(raw, path.name, "sectors"),
            builds_on=_strings(raw, path.name, "builds_on"),
            is_sample=get("is_sample", bool),
            outcomes=_strings(raw, path.name, "outcomes"),
            lessons=tuple(_lesson(each, f"{path.name}: lesson {n}") for n, each in enumerate(lessons, start=1)),
        )


def read_units(folder: Path = UNITS) -> list[UnitData]:
    """Return every unit of a folder, by key stage and first year."""
    units = [UnitData.read(path) for path in folder.glob("*.json")]
    return sorted(units, key=lambda unit: (unit.key_stage, unit.years, unit.slug))


def _get(raw: dict[str, Any], where: str, key: str, kind: type) -> Any:
    value = raw.get(key)
    # JSON's true is an int to Python, but nobody means it as minutes.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise UnitError(f"{where}: {key!r} must be {kind.__name__}, not {value!r}")
    return value


def _all(raw: dict[str, Any], where: str, key: str, kind: type) -> tuple[Any, ...]:
    values = _get(raw, where, key, list)
    for value in values:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise UnitError(f"{where}: {key!r} holds {value!r}, which is not {kind.__name__}")
    return tuple(values)


def _strings(raw: dict[str, Any], where: str, key: str) -> tuple[str, ...]:
    return _all(raw, where, key, str)


def _lesson(raw: Any, where: str) -> LessonData:
    if not isinstance(raw, dict):
        raise UnitError(f"{where}: must be an object")
    get = partial(_get, raw, where)
    lmi = partial(_get, get("lmi", dict), f"{where}, lmi")
    counts = raw.get("counts_minutes")
    lesson = LessonData(
        title=get("title", str),
        before=_part(get("before", dict), f"{where}, before"),
        during=_part(get("during", dict), f"{where}, during"),
        after=_part(get("after", dict), f"{where}, after"),
        activity_kind=get("activity_kind", str),
        counts_minutes=None if counts is None else get("counts_minutes", int),
        materials=get("materials", str),
        employer_ask=get("employer_ask", str),
        lmi_text=lmi("text", str),
        lmi_url=lmi("url", str),
        send=get("send", str),
        home_task=get("home_task", str),
        reflection=get("reflection", str),
        resources=_strings(raw, where, "resources"),
    )
    if not 10 <= lesson.minutes <= MAX_LESSON_MINUTES:
        raise UnitError(f"{where}: {lesson.minutes} minutes; a lesson has 10 to {MAX_LESSON_MINUTES}")
    if counts is not None and not 0 <= counts <= lesson.minutes:
        raise UnitError(f"{where}: counts {counts} of {lesson.minutes} minutes")
    return lesson


def _part(raw: dict[str, Any], where: str) -> PartData:
    minutes = _get(raw, where, "minutes", int)
    text = _get(raw, where, "text", str)
    if minutes < 1 or not text.strip():
        raise UnitError(f"{where}: needs minutes and text")
    return PartData(minutes=minutes, text=text)
