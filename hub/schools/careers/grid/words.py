"""What the cells of a school's programme may say, read once for all its rows."""

import datetime
import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from curriculum.choices import gatsby_points
from curriculum.lessons import key_of, path_of
from curriculum.models import ActivityKind, UnitPage, YearGroup
from hub.schools.careers.grid.cells import CellError, points_in, term_in, years_in
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ActivityRow, Term
from hub.schools.microsites.forms import years_taught
from hub.schools.text import fold

ENGLISH_TERMS = {"autumn": "autumn", "spring": "spring", "summer": "summer", "year": "all year|whole year|year|ongoing"}
SECONDARY = range(7, 14)


@dataclass(frozen=True)
class Place:
    """Where an activity leads: a unit of lessons, and the key of one of its lessons or "". `path`: its address."""

    unit: int
    lesson: str
    label: str
    path: str = ""


@dataclass(frozen=True)
class Words:
    """The words of one school on one day. `held` are the rows of its draft: what these have already is taken."""

    years: Mapping[int, int]
    taught: frozenset[int] | None
    by_pathway: bool
    kinds: tuple[ActivityKind, ...]
    points: Mapping[str, bool]
    places: tuple[Place, ...]
    held: tuple[ActivityRow, ...] = field(default=())

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Numbers of year groups by their keys."""
        return {key: number for number, key in self.years.items()}

    @cached_property
    def kept_kinds(self) -> set[int]:
        return {row.kind_id for row in self.held}

    @cached_property
    def _kinds(self) -> dict[str, ActivityKind]:
        named: dict[str, ActivityKind] = {}
        current = [kind for kind in self.kinds if not kind.retired or kind.pk in self.kept_kinds]
        for kind in current:
            for name in (str(kind), kind.label, kind.slug):
                named.setdefault(fold(name), kind)
        for kind in current:
            for name in kind.synonyms:
                named.setdefault(fold(name), kind)
        return named

    @cached_property
    def _terms(self) -> list[tuple[str, frozenset[str]]]:
        return [
            (term.value, frozenset({fold(str(term.label)), *ENGLISH_TERMS[term.value].split("|")})) for term in Term
        ]

    @property
    def terms(self) -> list[str]:
        return [str(term.label) for term in Term]

    @cached_property
    def _known_points(self) -> set[str]:
        kept = {slug for row in self.held for slug in row.criteria or ()}
        return {slug for slug, retired in self.points.items() if not retired or slug in kept}

    @cached_property
    def labels(self) -> dict[tuple[int, str], str]:
        """What the table calls each unit and lesson: its title, and its address with it where two have one title."""
        titles = Counter(fold(place.label) for place in self.places)
        return {
            (place.unit, place.lesson): place.label
            if titles[fold(place.label)] == 1
            else f"{place.label} ({place.path.strip('/')})"
            for place in self.places
        }

    @cached_property
    def _titles(self) -> dict[int, str]:
        return {place.unit: place.label for place in self.places if not place.lesson}

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        named: dict[str, list[Place]] = {}
        for place in self.places:
            alone = place.label.removeprefix(f"{self._titles[place.unit]}: ") if place.lesson else ""
            names = {fold(place.label), fold(self.labels[place.unit, place.lesson]), fold(alone)} - {""}
            for name in names:
                named.setdefault(name, []).append(place)
        return named

    def kind(self, text: str) -> int:
        """Return the key of a kind of activity. Raises CellError."""
        kind = self._kinds.get(fold(text))
        if kind is not None:
            return kind.pk
        near = difflib.get_close_matches(fold(text), self._kinds, n=1, cutoff=0.6)
        if near:
            said = {"text": text, "kind": self._kinds[near[0]]}
            raise CellError(_("“%(text)s” is no kind of activity here. Did you mean “%(kind)s”?") % said)
        raise CellError(_("“%s” is no kind of activity here. Choose one of the list.") % text)

    def term(self, text: str) -> str:
        """Return the slug of a term; that of all year for an empty cell. Raises CellError."""
        return term_in(text, self._terms) if text else Term.ALL_YEAR.value

    def criteria(self, text: str) -> list[str]:
        """Return the slugs of benchmarks and criteria. Raises CellError."""
        return points_in(text, known=self._known_points)

    def year_groups(self, text: str, *, kept: Iterable[int] = ()) -> tuple[int, ...]:
        """Return numbers of year groups that the school teaches, or that the row has already. Raises CellError."""
        everybody = set(self.years) & (set(SECONDARY) if self.taught is None else self.taught)
        found = years_in(text, taught=everybody)
        unknown = [number for number in found if number not in self.years]
        if unknown:
            raise CellError(_("There is no Year %d here: year groups are 3 to 13.") % unknown[0])
        closed = [] if self.taught is None else sorted(set(found) - self.taught - set(kept))
        if closed:
            years = ", ".join(map(str, closed))
            raise CellError(_("The school does not teach Year %(years)s.") % {"years": years})
        if not found:
            raise CellError(_("Choose a year group."))
        return found

    def place(self, text: str) -> tuple[int, str]:
        """Return the unit and the lesson that a title or an address names. Raises CellError."""
        if text.startswith(("/", "http:", "https:")):
            path = urlsplit(text).path.rstrip("/")
            found = [place for place in self.places if _is_address_of(path, place)]
        else:
            found = self._places.get(fold(text), [])
        if not found:
            raise CellError(_("No public unit or lesson of the hub is called “%s”. Choose one of the list.") % text)
        # A lesson may have the title of its unit, or of another one.
        found = [place for place in found if not place.lesson] or found
        if len(found) > 1:
            raise CellError(
                _("Several units or lessons are called “%s”. Paste the address of the one you mean.") % text
            )
        return found[0].unit, found[0].lesson


def _is_address_of(path: str, place: Place) -> bool:
    """Tell whether `path` leads to a unit or lesson; of a lesson's last part only the key counts."""
    own = place.path.rstrip("/")
    if not place.lesson:
        return path == own
    return path.rpartition("/")[0] == own.rpartition("/")[0] and path.endswith(f"-{place.lesson}")


def words_of(page: CareersPage, *, on: datetime.date, held: Iterable[ActivityRow] = ()) -> Words:
    """Return the words of a page's school on the day `on`; `held` are the rows of its draft."""
    held = tuple(held)
    registration = page.school.registration_for(on)
    by_pathway = registration is not None and registration.goes_by_pathway
    return Words(
        years=dict(YearGroup.objects.values_list("number", "pk")),
        taught=years_taught(page.school, on),
        by_pathway=by_pathway or any(row.pathway for row in held),
        kinds=tuple(ActivityKind.objects.all()),
        points={point.slug: point.retired for point in gatsby_points()},
        places=tuple(_places(page, held)),
        held=held,
    )


def _places(page: CareersPage, held: Iterable[ActivityRow]) -> Iterable[Place]:
    """Yield the public units of the page's language with their lessons, then what rows lead to that is not public.

    The title of a unit that is not public is not said: whoever works on a school's page may not read it.
    """
    units = list(UnitPage.objects.public_in(page.locale).order_by("title", "pk"))
    public = {unit.pk for unit in units}
    for unit in units:
        address = unit.url or ""
        yield Place(unit.pk, "", unit.title, address)
        for block in unit.lessons.raw_data:
            if key := key_of(block):
                title = f"{unit.title}: {block['value'].get('title') or ''}"
                yield Place(unit.pk, key, title, f"{address}{path_of(block)}")
    hidden = {(row.unit_id, row.lesson) for row in held if row.unit_id and row.unit_id not in public}
    for unit_id, lesson in sorted(hidden | {(unit_id, "") for unit_id, _lesson in hidden}):
        yield Place(unit_id, lesson, _("A unit that is not public (%s)") % f"{unit_id} {lesson}".strip())
