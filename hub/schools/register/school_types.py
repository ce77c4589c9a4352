"""The register's types of establishment, by code, with what each is bound to (data/school_types.json).

Source: the public register's type codes; applicability of Education Act 1997 s42A and s42B, the School Information
(England) Regulations 2008 and the statutory guidance by type. Whether a duty binds also depends on the ages taught.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hub.schools.text import fold

NOT_KNOWN = "not known"
_DATA = Path(__file__).parent / "data" / "school_types.json"


@dataclass(frozen=True)
class SchoolType:
    """One type. The three duty columns are the words of the source: "must", "should / funding agreement", "no" ...

    "not known": a type of the register of which nothing is said. Nothing is claimed of such a place.
    """

    code: str
    name: str
    group: str
    aliases: tuple[str, ...]
    publish_careers_information: str
    provider_access: str
    guidance: str

    @property
    def is_college(self) -> bool:
        """Whether the guidance speaks to it as a college: its learners follow courses at levels, not year groups."""
        return self.publish_careers_information.startswith("guidance")

    @property
    def is_special(self) -> bool:
        """Whether it is a special school, which some pupils leave at 19."""
        return "special" in self.name.lower() and not self.is_college

    @property
    def is_placed(self) -> bool:
        """Whether it is known which duties bind this type."""
        return self.publish_careers_information != NOT_KNOWN


@cache
def school_types() -> dict[str, SchoolType]:
    """Return every known type by its two-digit code."""
    rows = json.loads(_DATA.read_text())
    return {row["code"]: SchoolType(**row | {"aliases": tuple(row["aliases"])}) for row in rows}


@cache
def _by_name() -> dict[str, SchoolType]:
    return {fold(name): each for each in school_types().values() for name in (each.name, *each.aliases)}


def by_code(code: str) -> SchoolType | None:
    """Return the type with this code; a code that lost its leading zero in a spreadsheet still counts."""
    return school_types().get(code.zfill(2)) if code else None


def by_name(name: str) -> SchoolType | None:
    """Return the type called `name`, whatever its case and punctuation, or None."""
    return _by_name().get(fold(name))
