"""What is typed into the directory, read in turn in several ways, until one of them finds a school.

First as typed; then without the words that every school has ("school in"); then a postcode of no school as its
district; then the words that nothing begins with as the nearest ones there are. A reading that is not what was typed
says so. Where a visitor's own postcode lies nobody here knows: the register names schools, and a district is a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from curriculum.models import Borough
from hub.schools.register.models import Registration, School
from hub.schools.text import fold

MOST_WORDS = 8
POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][0-9a-z]?) ?([0-9][a-z]{2})\b")
DISTRICT = re.compile(r"[a-z]{1,2}[0-9][0-9a-z]?")
URN = re.compile(r"[0-9]{5,7}")
# Words of which one stands for the other in names.
SAME = {"st": "saint", "saint": "st", "sts": "saints", "saints": "sts", "roman": "rc", "catholic": "rc"}
SAME |= {"primaries": "primary", "secondaries": "secondary", "nurseries": "nursery", "colleges": "college"}
# What says a kind of school: of the registration that holds until further notice.
KINDS = {
    "special": Q(type_name__icontains="special"),
    "independent": Q(type_name__icontains="independent"),
    "private": Q(type_name__icontains="independent"),
    "sixth": Q(high_age__gte=18),
}
# Said of any school, and in few names.
SPARE = frozenset(
    fold("a an and any at by for form in local london me my near nearest of on our school schools the to").split(" ")
)
# The shortest word that is corrected, and how many letters may be wrong, by how long a word is.
SHORTEST = 4
WRONG = ((9, 3), (6, 2), (SHORTEST, 1))


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed: the schools that it asks for, and what a visitor is told of it."""

    wanted: Q
    notice: str = ""


NOTHING = Reading(Q(pk__in=()))


def read(text: str, areas: Iterable[Borough]) -> Reading:
    """Return the first reading of `text` that any school answers to, whatever filters are set; else nothing."""
    readings = _readings(text, list(areas)) if fold(text) else iter(())
    return next((each for each in readings if School.objects.filter(each.wanted).exists()), NOTHING)


def _readings(text: str, areas: list[Borough]) -> Iterator[Reading]:
    typed = POSTCODE.sub(r"\1\2", fold(text)).split()[:MOST_WORDS]
    yield Reading(_all(typed, areas))
    words = [word for word in typed if word not in SPARE] or typed
    if words != typed:
        yield Reading(_all(words, areas))
    districts = [POSTCODE.sub(r"\1", word) for word in words]
    if districts != words:
        yield Reading(_all(districts, areas), _in_district(text))
    corrected = _corrected(districts, areas)
    if corrected != districts:
        yield Reading(_all(corrected, areas), _meant(text, corrected))


def _all(words: list[str], areas: list[Borough]) -> Q:
    """Return the condition that each of `words` holds."""
    wanted = Q()
    for word in words:
        wanted &= _one(word, areas)
    return wanted


def _one(word: str, areas: list[Borough]) -> Q:
    """A word begins a word of the name, the postcode, the borough or the town, is the phase, or a URN.

    Kinds of school have words of their own. "In" is no beginning of "Infant".
    """
    if word in SPARE:
        named = [area.pk for area in areas if f" {word} " in f" {fold(area.label)} "]
        return Q(search_name__contains=f" {word} ") | Q(borough__in=named) | Q(town__iexact=word)
    found = _district(word) if DISTRICT.fullmatch(word) else Q(search_name__contains=f" {word}")
    found |= Q(phase__iexact=word)
    places = [area.pk for area in areas if f" {word}" in f" {fold(area.label)}"]
    found |= Q(borough__in=places) | Q(town__istartswith=word) | Q(town__icontains=f" {word}")
    if word in SAME:
        found |= Q(search_name__contains=f" {SAME[word]}")
    if word in KINDS:
        found |= Q(pk__in=Registration.objects.filter(KINDS[word], ends_on=None).values("school"))
    if URN.fullmatch(word):
        found |= Q(pk__in=Registration.objects.filter(urn=int(word)).values("school"))
    return found


def _district(word: str) -> Q:
    """E1 is that district and not E10; but E84 is none, and begins E8 4HY, as W1 begins W1T and not W12."""
    whole = Q(search_name__contains=f" {word} ")
    return whole if School.objects.filter(whole).exists() else Q(search_name__regex=f" {word}[a-z]")


def _corrected(words: list[str], areas: list[Borough]) -> list[str]:
    """Return `words`, each that begins no word of any school or borough as the nearest of these, the common first."""
    known: Counter[str] = Counter()
    for name in School.objects.exclude(status=School.Status.CLOSED).values_list("search_name", flat=True):
        known.update(name.split())
    known.update(word for area in areas for word in fold(area.label).split())
    choices = [word for word, _times in known.most_common() if word.isalpha() and len(word) >= SHORTEST]
    return [word if _is_known(word, known) else _nearest(word, choices) for word in words]


def _is_known(word: str, known: Iterable[str]) -> bool:
    return word in SAME or any(each.startswith(word) for each in known)


def _nearest(word: str, choices: list[str]) -> str:
    most = next((wrong for length, wrong in WRONG if len(word) >= length), 0)
    if not most or not word.isalpha():
        return word
    found = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=most)
    return str(found[0]) if found else word


def _in_district(text: str) -> str:
    found = POSTCODE.search(fold(text))
    names = {"typed": text, "district": found[1].upper() if found else ""}
    return _("No school matches “%(typed)s”. These are in the postcode district %(district)s.") % names


def _meant(text: str, words: list[str]) -> str:
    return _("No school matches “%(typed)s”. These match “%(read)s”.") % {"typed": text, "read": " ".join(words)}
