"""What a rule stands on: the law's own words, how we read them, and what we suggest. Three things, never mixed.

Only the law's own words make a must or keep a page from going live.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Quotation:
    """A short quotation, verbatim and in English.

    `where` is the section of `source`; `since` the first day of the text in these words. `note` says what a reader has
    to know of the quotation, such as that it was taken at second hand.
    """

    words: str
    source: str | Promise
    where: str
    link: str = ""
    since: datetime.date | None = None
    note: str | Promise = ""

    @property
    def reference(self) -> str:
        """The source with its section."""
        return f"{self.source} {self.where}".strip()


@dataclass(frozen=True, slots=True)
class Basis:
    """`law` is an Act or Regulations; `standard` is guidance or London Ambitions.

    `reading` is how we read it where its words leave that open, `suggestion` what helps and nobody asks for: sentences.
    """

    law: Quotation | None = None
    standard: Quotation | None = None
    reading: str | Promise = ""
    suggestion: str | Promise = ""

    @property
    def quoted(self) -> Quotation | None:
        return self.law or self.standard

    @property
    def outside_schools(self) -> "Basis":
        """The same for a place that is no school: without the law that binds schools, and how we read that."""
        return replace(self, law=None, reading="") if self.law else self


NO_BASIS = Basis()


@dataclass(frozen=True, slots=True)
class Grounds:
    """The bases of several rules that are shown as one, each text once."""

    laws: tuple[Quotation, ...]
    standards: tuple[Quotation, ...]
    readings: tuple[str, ...]
    suggestions: tuple[str, ...]

    @classmethod
    def of(cls, bases: Iterable[Basis]) -> Self:
        bases = list(bases)
        return cls(
            tuple(dict.fromkeys(each.law for each in bases if each.law)),
            tuple(dict.fromkeys(each.standard for each in bases if each.standard)),
            tuple(dict.fromkeys(str(each.reading) for each in bases if each.reading)),
            tuple(dict.fromkeys(str(each.suggestion) for each in bases if each.suggestion)),
        )

    def __bool__(self) -> bool:
        return bool(self.laws or self.standards or self.readings or self.suggestions)
