"""What the address of a page of the labour market says of its reader, parsed once.

`for` is "young-people" (also where nothing is said) or "parents", `view` is "easy", `borough` a borough's slug; a
comparison has `kind` ("borough" or "sector"), `a` and `b`. Nothing of it is kept anywhere but in the address.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.text import slugify
from django.utils.translation import gettext as _

YOUNG_PEOPLE, PARENTS = "young-people", "parents"
EASY = "easy"
KINDS = ("borough", "sector")
# More of a value is nobody's spelling mistake, and a message repeats it.
LONGEST = 60


@dataclass(frozen=True)
class Reader:
    """Who reads, in which view, and what was chosen; `unread` says of what could not be read what is shown instead."""

    parent: bool = False
    easy: bool = False
    borough: str = ""
    kind: str = "borough"
    a: str = ""
    b: str = ""
    unread: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Return what a link to another page of the labour market ends with, so that the choice is kept."""
        return self.query_as(parent=self.parent, easy=self.easy)

    def query_as(self, *, parent: bool = False, easy: bool = False, **more: str) -> str:
        """Return the same for another reader, who keeps the borough; `more` is what else the address says."""
        said = {"for": PARENTS if parent else "", "view": EASY if easy else "", "borough": self.borough, **more}
        kept = {key: value for key, value in said.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Return the names and values that a form keeps beside the borough that it asks for."""
        said = {"for": PARENTS if self.parent else "", "view": EASY if self.easy else ""}
        return [(key, value) for key, value in said.items() if value]


def read(query: Mapping[str, str], *, boroughs: Collection[str], sectors: Collection[str]) -> Reader:
    """Return the reader of a query string. What makes no sense falls back to what is shown without it, and is said."""
    unread: list[str] = []
    asked = {key: query.get(key, "").strip()[:LONGEST] for key in ("for", "view", "borough", "kind", "a", "b")}

    def one_of(key: str, known: Collection[str], message: str) -> str:
        value = slugify(asked[key])
        if asked[key] and value not in known:
            unread.append(message % {"value": asked[key]})
        return value if value in known else ""

    whom = one_of("for", (YOUNG_PEOPLE, PARENTS), _("Nothing is written for “%(value)s”. This is for young people."))
    view = one_of("view", (EASY,), _("There is no view “%(value)s”. This is the page in full."))
    no_borough = _("No borough of London is called “%(value)s”.")
    borough = one_of("borough", boroughs, no_borough)
    kind = one_of("kind", KINDS, _("“%(value)s” cannot be compared. Choose boroughs or sectors.")) or KINDS[0]
    known, missing = (boroughs, no_borough) if kind == "borough" else (sectors, _("No sector is called “%(value)s”."))
    return Reader(
        parent=whom == PARENTS,
        easy=view == EASY,
        borough=borough,
        kind=kind,
        a=one_of("a", known, missing),
        b=one_of("b", known, missing),
        unread=tuple(unread),
    )
