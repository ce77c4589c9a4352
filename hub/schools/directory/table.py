"""What a process keeps of the register in memory, by the words that lead to a school; read again when it changes.

At 3,000 schools 4 MB; reading it takes the time of a few pages, asking it less than a millisecond.
"""

import bisect
import dataclasses
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hub.schools.directory.names import initials, own_words, same, words_of
from hub.schools.register.mark import RegisterMark
from hub.schools.register.models import Registration, School
from hub.schools.text import fold

DISTRICT = re.compile(r"[a-z]{1,2}[0-9][0-9a-z]?")
# What says a kind of school, by the registration that holds until further notice.
OF_A_TYPE = {"special": "special", "independent": "independent", "private": "independent"}
SIXTH_FORM_AGE = 18
_COLUMNS = ("pk", "name", "borough__label", "town", "postcode", "phase", "gender", "status", "easting", "northing")
SHORTEST_GUESS = 4
_END = "\U0010ffff"


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A school: its words as they are compared, its postcode in two folded parts, metres on the national grid."""

    pk: int
    name: str
    borough: str
    words: tuple[str, ...]
    own: frozenset[str]
    outward: str
    inward: str
    closed: bool
    easting: int | None
    northing: int | None


@dataclasses.dataclass(frozen=True)
class Starts:
    """Schools by words: `words` is sorted, `pks` stands beside it."""

    words: Sequence[str]
    pks: Sequence[int]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> "Starts":
        ordered = sorted(pairs)
        return cls([word for word, _pk in ordered], [pk for _word, pk in ordered])

    def exactly(self, word: str) -> set[int]:
        return set(self.pks[bisect.bisect_left(self.words, word) : bisect.bisect_right(self.words, word)])

    def beginning(self, start: str) -> set[int]:
        first = bisect.bisect_left(self.words, start)
        return set(self.pks[first : bisect.bisect_left(self.words, start + _END)])

    def begins_any(self, start: str) -> bool:
        first = bisect.bisect_left(self.words, start)
        return first < len(self.words) and self.words[first].startswith(start)


@dataclasses.dataclass(frozen=True)
class Table:
    """The register. `names` has the words of names, `places` those of boroughs, `towns` those of towns, `kinds` the
    phase, gender and kind, `postcodes` the postcodes without their space; `whole_towns` towns by all of their words."""

    token: str
    rows: Mapping[int, Row]
    urns: Mapping[int, int]
    names: Starts
    places: Starts
    towns: Starts
    postcodes: Starts
    short: Starts
    kinds: Mapping[str, set[int]]
    whole_towns: Mapping[str, set[int]]

    @functools.cached_property
    def districts(self) -> Mapping[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for row in self.rows.values():
            found[row.outward].add(row.pk)
        return found

    @functools.cached_property
    def choices(self) -> Sequence[str]:
        """The words that a misspelt one may have meant, the common ones first; short ones are not guessed."""
        known: Counter[str] = Counter()
        for row in self.rows.values():
            if not row.closed:
                known.update(row.words)
        known.update(dict.fromkeys(self.places.words, 1))
        return [word for word, _times in known.most_common() if word.isalpha() and len(word) >= SHORTEST_GUESS]

    def is_known(self, word: str) -> bool:
        """Tell whether a word is or begins one of a school's words."""
        here = (self.names, self.places, self.towns, self.postcodes)
        return word in self.kinds or any(each.begins_any(start) for each in here for start in {word, same(word)})

    def is_of_a_name(self, word: str) -> bool:
        """Tell whether a word begins one of a school's name and none of a borough's."""
        return self.names.begins_any(same(word)) and not self.places.begins_any(word)

    def in_district(self, word: str) -> set[int]:
        """E1 is that district and not E10; but E84 is none, and begins E8 4HY, as W1 begins W1T and not W12."""
        if word in self.districts:
            return self.districts[word]
        area = {pk for name, pks in self.districts.items() if name[:-1] == word and name[-1:].isalpha() for pk in pks}
        return area | {pk for pk in self.postcodes.beginning(word) if self._goes_on_in_letters(pk, word)}

    def _goes_on_in_letters(self, pk: int, word: str) -> bool:
        joined = self.rows[pk].outward + self.rows[pk].inward
        return joined[len(word) : len(word) + 1].isalpha()


_held: Table | None = None


def current() -> Table:
    """Return the register as it is now: one query while nothing has changed."""
    global _held  # noqa: PLW0603
    token, held = RegisterMark.current(), _held
    if held is None or not token or held.token != token:
        held = _held = read(token)
    return held


def read(token: str) -> Table:
    """Read every school. The token was read before the rows, so a change in between is seen next time."""
    rows: dict[int, Row] = {}
    names, places, towns, postcodes, short = [], [], [], [], []
    kinds: defaultdict[str, set[int]] = defaultdict(set)
    whole_towns: defaultdict[str, set[int]] = defaultdict(set)
    for pk, name, borough, town, postcode, phase, gender, status, easting, northing in School.objects.values_list(
        *_COLUMNS
    ):
        words, code, in_town = words_of(name), fold(postcode), fold(town)
        outward, _space, inward = code.partition(" ")
        closed = status == School.Status.CLOSED
        rows[pk] = Row(pk, name, borough or "", words, own_words(words), outward, inward, closed, easting, northing)
        names += [(word, pk) for word in {*words, *fold(name).split()}]
        places += [(word, pk) for word in fold(borough or "").split()]
        towns += [(word, pk) for word in in_town.split()]
        postcodes += [(word, pk) for word in {outward, inward, outward + inward} if word]
        short += [(letters, pk) for letters in initials(words)]
        whole_towns[in_town].add(pk)
        for kind in (fold(phase), fold(gender)):
            kinds[kind].add(pk)
    urns = _registered(kinds)
    return Table(
        token=token,
        rows=rows,
        urns=urns,
        names=Starts.of(names),
        places=Starts.of(places),
        towns=Starts.of(towns),
        postcodes=Starts.of(postcodes),
        short=Starts.of(short),
        kinds=kinds,
        whole_towns=whole_towns,
    )


def _registered(kinds: defaultdict[str, set[int]]) -> dict[int, int]:
    """Return the school of each URN, and add to `kinds` what registrations without an end say."""
    urns = {}
    for pk, urn, type_name, high_age, ends_on in Registration.objects.values_list(
        "school_id", "urn", "type_name", "high_age", "ends_on"
    ):
        urns[urn] = pk
        if ends_on is None:
            for word, part in OF_A_TYPE.items():
                if part in type_name.casefold():
                    kinds[word].add(pk)
            if high_age is not None and high_age >= SIXTH_FORM_AGE:
                kinds["sixth"].add(pk)
    return urns
