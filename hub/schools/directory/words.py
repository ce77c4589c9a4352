"""What is typed to find a school, read in turn in several ways, until one of them finds a school.

First a place: a postcode or a part of one with a position, the nearest schools to it first. Then as typed; without the
words that every school has ("school in"); a postcode of no school as its district; initials; the words that nothing
begins with as the nearest ones there are; without what says only a kind of school. A reading that is not what was
typed says so. The directory and the hub's search read by this alone.
"""

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from hub.schools.directory.names import KIND_WORDS, SPARE, phrases, same
from hub.schools.directory.places import POSTCODE, Place, place_in
from hub.schools.directory.table import DISTRICT, Table
from hub.schools.text import fold

WORDS, DISTRICT_OF, INITIALS, CORRECTED = "words", "district", "initials", "corrected"
MOST_WORDS = 8
URN = re.compile(r"[0-9]{5,7}")
# How many letters of a word may be wrong, by how long it is. The shortest are corrected beside another word only.
WRONG = ((9, 3), (6, 2), (4, 1))
BESIDE_ANOTHER = ((9, 3), (6, 2), (3, 1))
# So many words that a misspelt one may have meant are tried, and so many of them together.
MOST_GUESSES, MOST_TRIED = 6, 24
# What people ask of a school: not looked for where nothing is called so.
ASKED_OF_A_SCHOOL = frozenset(
    fold("address adviser career careers contact email leader number page phone policy telephone urn website").split(
        " "
    )
)


@dataclasses.dataclass(frozen=True)
class Reading:
    """One way to read what was typed: the schools that it asks for (None: all), the `words` that were looked for, and
    what a visitor is told of it. `place`: whence the nearest come first. `by`: which way it was read."""

    pks: frozenset[int] | None
    words: tuple[str, ...] = ()
    notice: str = ""
    place: Place | None = None
    by: str = WORDS


NOTHING = Reading(frozenset())


def read(text: str, table: Table) -> Reading:
    """Return the first reading of `text` that any school answers to, whatever filters are set; else nothing."""
    if not fold(text):
        return NOTHING
    place, rest = place_in(text, table)
    if place is None:
        return next(_readings(text, text, table), NOTHING)
    if not [word for word in phrases(rest) if word not in SPARE]:
        return Reading(None, place=place)
    found = next(_readings(text, rest, table), NOTHING)
    return dataclasses.replace(found, place=place) if found.pks else NOTHING


def _readings(typed: str, text: str, table: Table) -> Iterator[Reading]:
    """Yield the readings of `text` that find something; `typed` is what visitors are told of."""
    words = phrases(POSTCODE.sub(r"\1\2", fold(text)))[:MOST_WORDS]
    spare = SPARE | ASKED_OF_A_SCHOOL
    # "Schools" stands in a few names, and is said of them all.
    words = [word for word in words if same(word) != "school"] or words
    telling = [word for word in words if word not in SPARE] or words
    for tried in (words, telling, [word for word in telling if word not in spare]):
        if tried and (pks := all_of(tried, table)):
            yield Reading(pks, tuple(tried))
    words = [word for word in telling if word not in spare] or telling
    districts = [POSTCODE.sub(r"\1", word) for word in words]
    if districts != words and (pks := all_of(districts, table)):
        yield Reading(pks, tuple(districts), _in_district(typed), by=DISTRICT_OF)
    if pks := all_of(words, table, short=True):
        yield Reading(pks, tuple(words), by=INITIALS)
    if found := _corrected(districts, table):
        pks, meant = found
        yield Reading(pks, tuple(meant), _meant(typed, meant), by=CORRECTED)
    names = [word for word in districts if same(word) not in KIND_WORDS]
    if names != districts and any(map(table.is_of_a_name, names)) and (found := _corrected(names, table)):
        pks, meant = found
        yield Reading(pks, tuple(meant), _meant(typed, meant), by=CORRECTED)


def all_of(words: list[str], table: Table, *, short: bool = False) -> frozenset[int]:
    """Return the schools for which each of `words` holds. `short`: initials hold too."""
    sets = (_one(word, table) | (table.short.exactly(word) if short else set()) for word in words)
    return frozenset(set.intersection(*sets)) if words else frozenset()


def _one(word: str, table: Table) -> set[int]:
    """A word begins a word of the name, the postcode, the borough or the town, is the phase, or a URN.

    Kinds of school have words of their own. "In" is no beginning of "Infant".
    """
    if word in SPARE:
        return table.names.exactly(word) | table.places.exactly(word) | table.whole_towns.get(word, set())
    found = set(table.kinds.get(same(word), ()))
    for start in {word, same(word)}:
        for starts in (table.names, table.places, table.towns):
            found |= starts.beginning(start)
    found |= table.in_district(word) if DISTRICT.fullmatch(word) else table.postcodes.beginning(word)
    if URN.fullmatch(word) and int(word) in table.urns:
        found.add(table.urns[int(word)])
    return found


def _corrected(words: list[str], table: Table) -> tuple[frozenset[int], list[str]] | None:
    """Return the schools and the words if each word that begins no school's is one near it, the common ones first."""
    wrong = BESIDE_ANOTHER if len(words) > 1 else WRONG
    guesses = [[word] if table.is_known(word) else _near(word, table, wrong) or [word] for word in words]
    for meant in itertools.islice(itertools.product(*guesses), MOST_TRIED):
        if pks := all_of(list(meant), table):
            return pks, list(meant)
    return None


def _near(word: str, table: Table, wrong: Sequence[tuple[int, int]]) -> list[str]:
    most = next((letters for length, letters in wrong if len(word) >= length), 0)
    if not most or not word.isalpha():
        return []
    found = process.extract(word, table.choices, scorer=OSA.distance, score_cutoff=most, limit=MOST_GUESSES)
    return [str(choice) for choice, _distance, _place in found]


def _in_district(text: str) -> str:
    found = POSTCODE.search(fold(text))
    names = {"typed": text, "district": found[1].upper() if found else ""}
    return _("No school matches “%(typed)s”. These are in the postcode district %(district)s.") % names


def _meant(text: str, words: list[str]) -> str:
    return _("No school matches “%(typed)s”. These match “%(read)s”.") % {"typed": text, "read": " ".join(words)}
