"""Who can be judged by rules: the rooms above say how a page becomes a subject. Filled in AppConfig.ready()."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from .rules import Finding, Rule, Text, evaluate


class SubjectBuilder(Protocol):
    def __call__(self, page: Any, *, on: datetime.date, children: Mapping[str, list] | None = None) -> Any: ...


class MendLink(NamedTuple):
    """A way to mend, from one page's checklist, what is mended elsewhere; without a `url` there is none yet."""

    label: Text
    url: str = ""


class Advice(NamedTuple):
    """Something that would help a page's readers and that no rule asks for: never judged, counted or gated."""

    text: Text
    field: str


@dataclass(frozen=True, slots=True)
class Source:
    """How pages of one type are judged.

    `kind` is what `Where.page` calls this type. `subject` builds the subject from a page (draft or live); `children`
    replaces child rows by those of a form that is being checked. It answers None for a page no rule speaks about (a
    translation: the legal parts stand in English). `mend_links` answers by `Where.page`. `advice` is asked only of a
    page that is judged.
    """

    kind: str
    rules: Sequence[Rule]
    subject: SubjectBuilder
    mend_links: Callable[[Any], Mapping[str, MendLink]] = lambda page: {}
    advice: Callable[[Any], Sequence[Advice]] = lambda page: ()


_sources: dict[type, Source] = {}
_report: list["ReportSource"] = []


def register_source(page_class: type, source: Source) -> None:
    _sources[page_class] = source


def source_of(page: Any) -> Source | None:
    return _sources.get(type(page))


def judged_types() -> tuple[type, ...]:
    return tuple(_sources)


def findings_of(page: Any, *, on: datetime.date, children: Mapping[str, list] | None = None) -> list[Finding]:
    """Return the findings for `page` as it stands in memory, or none if no rule speaks about it."""
    source = source_of(page)
    subject = source.subject(page, on=on, children=children) if source else None
    return evaluate(subject, source.rules, on) if source and subject is not None else []


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One subject by one rule, as the report lists and exports it."""

    subject: str
    area: str
    kind: str
    rule: str
    title: str
    strength: str
    status: str
    due: datetime.date | None
    message: str


class ReportSource(Protocol):
    """What the report needs: its rules, its areas, and rows computed in a fixed number of queries."""

    rules: Sequence[Rule]

    def areas(self) -> list[str]: ...

    def rows(self, *, on: datetime.date, rules: Sequence[Rule], area: str = "") -> list[ReportRow]: ...


def register_report(source: ReportSource) -> None:
    _report[:] = [source]


def report_source() -> ReportSource:
    return _report[0]
