"""The registry of subjects: how a page becomes a subject of rules. Other rooms register theirs in AppConfig.ready()."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from .rules import Finding, LazyText, Rule, Status, Strength, evaluate

# The child rows of a form that is being checked, by their relation.
Children = Mapping[str, Sequence[Model]]
Subject = TypeVar("Subject")
Built = TypeVar("Built", covariant=True)


class SubjectBuilder(Protocol[Built]):
    def __call__(self, page: Page, *, on: datetime.date, children: Children | None = None) -> Built | None: ...


class FixLink(NamedTuple):
    """A link from one page's checklist to another place where gaps are fixed: its name, and what is done there."""

    place: LazyText
    label: LazyText
    url: str


class Advice(NamedTuple):
    """Something that would help a page's readers and that no rule asks for: never judged, counted or gated."""

    text: LazyText
    field: str


@dataclass(frozen=True, slots=True)
class Source(Generic[Subject]):
    """How pages of one type are judged, each as a `Subject`.

    `kind` is what `Location.page` calls this type. `subject` builds the subject from a page (draft or live); `children`
    replaces child rows by those of a form that is being checked. It returns None for a page without rules (a
    translation: the legal parts stand in English). `fix_links` answers by `Location.page`. `advice` is asked only of a
    page that is judged.
    """

    kind: str
    rules: Sequence[Rule[Subject]]
    subject: SubjectBuilder[Subject]
    fix_links: Callable[[Page], Mapping[str, FixLink]] = lambda page: {}
    advice: Callable[[Page], Sequence[Advice]] = lambda page: ()


_sources: dict[type, Source[Any]] = {}
_report: list["ReportSource[Any]"] = []


def register_source(page_class: type, source: Source[Any]) -> None:
    _sources[page_class] = source


def source_of(page: Page) -> Source[Any] | None:
    return _sources.get(type(page))


def judged_types() -> tuple[type, ...]:
    return tuple(_sources)


def findings_of(page: Page, *, on: datetime.date, children: Children | None = None) -> list[Finding]:
    """Return the findings for `page` as it is in memory; none for a page without rules."""
    source = source_of(page)
    subject = source.subject(page, on=on, children=children) if source else None
    return evaluate(subject, source.rules, on) if source and subject is not None else []


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """A subject as the report shows it; `number` is its public number, such as a URN."""

    key: int
    name: str
    number: str
    area: str
    kind: str


class Recorded(NamedTuple):
    """The status a rule was found to have at the last record, and since when."""

    status: str
    since: datetime.date


class Areas(NamedTuple):
    """The areas that a reader of the report may read, by name; `every`: and what lies in none of them."""

    names: Sequence[str]
    every: bool


# The filter's value for findings without a strength: the rule does not apply, or that cannot be determined.
NO_STRENGTH = "none"


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What the report is narrowed by; what is empty narrows nothing."""

    area: str = ""
    kind: str = ""
    rule: str = ""
    strength: str = ""
    statuses: frozenset[Status] = frozenset()
    since: datetime.date | None = None
    here: bool = False

    @classmethod
    def from_form(cls, given: Mapping[str, Any]) -> "ReportFilter":
        """Read a form's cleaned data; a field that was refused is not there."""
        texts = {name: given.get(name) or "" for name in ("area", "kind", "rule", "strength")}
        return cls(
            **texts,
            statuses=frozenset(Status(value) for value in given.get("status") or ()),
            since=given.get("since"),
            here=bool(given.get("pages")),
        )

    def admits(self, finding: Finding) -> bool:
        """Tell whether a finding has the strength and one of the statuses that were asked for."""
        strength = finding.strength.value if finding.strength else NO_STRENGTH
        return self.strength in ("", strength) and (not self.statuses or finding.status in self.statuses)


class FindingsRecord(Protocol):
    """What was found last of many subjects, as it was recorded: numbers and keys, without words.

    `as_of`: what was published by then is in it. `findings` gives subjects' keys with rules' ids, what has to be done
    first, and `subjects` keys, where the law is least met first.
    """

    as_of: datetime.datetime

    def counts(self) -> Mapping[tuple[Strength | None, str, Status], int]: ...

    def findings(self) -> QuerySet[Any, tuple[int, str]]: ...

    def subjects(self) -> QuerySet[Any, int]: ...


class ReportAddresses(Protocol):
    """Links to a subject's (by its key) public page and to the page where a finding is fixed; "" for none."""

    def page(self, key: int) -> str: ...

    def fix_url(self, key: int, finding: Finding) -> str: ...


class ReportSource(Protocol[Subject]):
    """What the report needs, each in a number of queries that does not grow with the subjects.

    `areas` are those that a reader may read; `judged` reads within them. `here` leaves out those without public pages
    of their own, `keys` all subjects but these. `record`: what is shown in place of judging all that is asked for;
    None where they are few enough to be judged. `kinds` are groups of types as (value, label).
    `recorded` answers by subject's key and rule, None while nothing has been recorded.
    """

    rules: Sequence[Rule[Subject]]

    def areas(self, reader: Any) -> Areas: ...

    def kinds(self) -> list[tuple[str, str]]: ...

    def judged(
        self,
        *,
        on: datetime.date,
        rules: Sequence[Rule[Subject]],
        within: Areas,
        asked: ReportFilter,
        keys: Collection[int] | None = None,
    ) -> list[tuple[ReportSubject, Sequence[Finding]]]: ...

    def record(self, *, on: datetime.date, within: Areas, asked: ReportFilter) -> FindingsRecord | None: ...

    def recorded(self, keys: Iterable[int]) -> Mapping[tuple[int, str], Recorded] | None: ...

    def addresses(self, keys: Iterable[int], request: HttpRequest) -> ReportAddresses: ...


def register_report(source: ReportSource[Any]) -> None:
    _report[:] = [source]


def report_source() -> ReportSource[Any]:
    return _report[0]
