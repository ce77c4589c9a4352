"""The vocabulary made ready for one language: which phrases name facet values, and what else a phrase stands for.

Names come from the facets' own labels and synonyms and from the rows of `.vocabulary`, which decide where both
speak. Built when terms or synonyms change, not for every query.
"""

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import override

from search.facets import Choice, FacetValues
from search.index.analysis import asked, fold, in_order, query_words
from search.understanding import vocabulary as shipped
from search.understanding.query import Alternative
from search.understanding.vocabulary import Row

# What may stand for the other both ways counts nearly as much as what was typed.
WEIGHTS = {"alternative": 0.8, "one-way": 0.7}
FILTER, OFFER, LITERAL, WITHOUT = "filter", "offer", "literal", "without"
# Labels of these facets are what nothing else is called; those of others are also what lessons are about.
NAMING = ("year", "stage", "subject", "type", "need")
# Abbreviations as short as this are words in small letters: HI, VI, RE.
SHORT = 2
# As one word, which is how the analysis has them.
EXAMINATIONS = {"alevel", "aslevel", "olevel", "tlevel"}
# "In Bengali" asks for the language; "Bengali" alone may be the subject.
IN_LANGUAGE = ("in {}", "into {}", "{} version", "{} translation", "translated into {}")

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

Key = tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Name:
    """What a phrase names: facet values, as a filter or an offer; or nothing: for a literal, and for what is only
    named to be left out."""

    action: str
    targets: tuple[tuple[str, str], ...] = ()
    capitals: bool = False


@dataclasses.dataclass(frozen=True)
class Phrases:
    """`names` and `expansions` are found by the singular words of a phrase; `words` are all of both.

    `capitals`: phrases that stand for something only where they are typed in capitals ("HE", "IT").
    """

    language: str
    names: Mapping[Key, Name]
    expansions: Mapping[Key, tuple[Alternative, ...]]
    words: frozenset[str]
    capitals: frozenset[Key] = frozenset()

    @classmethod
    def of(cls, language: str, vocabulary: FacetValues, synonyms: Iterable[Row] = ()) -> "Phrases":
        """Put together the phrases of a language; `synonyms` are the editors' own rows.

        The shipped rows are English. Facet values that the vocabulary lacks are left out.
        """
        rows = [*(shipped.rows() if language.startswith("en") else ()), *synonyms]
        names = _own_names(language, vocabulary)
        for row in rows:
            if row.kind in (FILTER, OFFER, LITERAL, WITHOUT):
                targets = tuple((row.facet, v) for v in row.values if _offered(vocabulary, row.facet, v))
                if targets or row.kind in (LITERAL, WITHOUT):
                    names[name_key(row.says, language)] = Name(row.kind, targets, row.capitals)
        said = [*(row.says for row in rows), *(phrase for row in rows for phrase in row.means)]
        words = {word for phrase in said for word in tokens(fold(phrase))} | {word for key in names for word in key}
        words |= EXAMINATIONS
        capitals = frozenset(expansion_key(row.says, language) for row in rows if row.capitals and row.means)
        return cls(language, names, _expansions(rows, language), frozenset(words), capitals)

    @functools.cached_property
    def longest_name(self) -> int:
        return max(map(len, self.names), default=0)

    @functools.cached_property
    def longest_expansion(self) -> int:
        return max(map(len, self.expansions), default=0)


def tokens(flat: str) -> list[str]:
    return _TOKEN.findall(flat)


def singular(word: str) -> str:
    """Return an English word without the ending of its plural or possessive, the same way for all: "maths", "math"."""
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("zzes", "sses", "ches", "shes", "xes")):
        return word[:-2].removesuffix("z") if word.endswith("zzes") else word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 2 else word


def name_key(phrase: str, language: str) -> Key:
    """Return the words by which a phrase is found among names."""
    found = tokens(fold(phrase))
    return tuple(map(singular, found)) if language.startswith("en") else tuple(found)


def expansion_key(phrase: str, language: str) -> Key:
    """Return the words by which a phrase is found among expansions: as a query has them, in the singular."""
    found = (folded for _typed, folded in asked(phrase))
    return tuple(map(singular, found)) if language.startswith("en") else tuple(found)


def _offered(vocabulary: FacetValues, facet: str, value: str) -> bool:
    choice = vocabulary.get(facet, {}).get(value)
    return choice is not None and not choice.retired


def _own_names(language: str, vocabulary: FacetValues) -> dict[Key, Name]:
    """Return the labels and synonyms of facet values. One that several facets use is an offer of each."""
    found: dict[Key, list[tuple[str, str]]] = {}
    for facet, choices in vocabulary.items():
        for value, choice in choices.items():
            if _offered(vocabulary, facet, value):
                for phrase in _called(choice, language):
                    if key := name_key(phrase, language):
                        targets = found.setdefault(key, [])
                        if (facet, value) not in targets:
                            targets.append((facet, value))
    names = {}
    for key, targets in found.items():
        facets = {facet for facet, _ in targets}
        action = FILTER if len(facets) == 1 and facets <= set(NAMING) else OFFER
        short = len(key) == 1 and len(key[0]) <= SHORT
        names[key] = Name(action, tuple(targets), capitals=short and key[0].isalpha())
        if facets == {"language"} and language.startswith("en"):
            for form in IN_LANGUAGE:
                names[name_key(form.format(" ".join(key)), language)] = Name(FILTER, tuple(targets))
    return names


def _called(choice: Choice, language: str) -> Iterator[str]:
    """Yield every way to say a value: "Art and design", "Art & design"; "Audio or podcast", "audio", "podcast"."""
    with override(language if language.startswith("en") else "en"):
        said = [str(choice.label), *choice.synonyms]
    if not language.startswith("en"):
        said = [choice.labels[language]] if language in choice.labels else []
    for phrase in said:
        yield phrase
        yield re.sub(r"\s+and\s+", " ", phrase)
        if " or " in phrase:
            yield from phrase.split(" or ")


def _expansions(rows: Sequence[Row], language: str) -> dict[Key, tuple[Alternative, ...]]:
    found: dict[Key, list[Alternative]] = {}

    def add(says: str, means: str, row: Row) -> None:
        key, option = expansion_key(says, language), stands_for(means, WEIGHTS[row.kind], language, apart=row.apart)
        known = found.setdefault(key, [])
        if option.words and option.words != in_order(says, language) and option not in known:
            known.append(option)

    for row in rows:
        for means in row.means:
            add(row.says, means, row)
            if row.kind == "alternative":
                add(means, row.says, row)
    return {key: tuple(options) for key, options in found.items() if key and options}


def stands_for(means: str, weight: float, language: str, *, apart: bool = False) -> Alternative:
    """Return what is looked for beside a phrase. Common words say something only side by side: "next step"."""
    words = tuple(query_words(means, language))
    phrase = in_order(means, language)
    if apart or len(phrase) == 1:
        return Alternative(words, weight)
    return Alternative(phrase, weight, phrase=True)
