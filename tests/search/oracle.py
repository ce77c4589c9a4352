"""What any engine must answer, in plain Python: no index, no bits, and the ranker's formula word by word."""

import dataclasses
import functools
import math

from search.engines.closeness import NEAR
from search.engines.ranking import NEAR_BONUS, NEAR_LENGTH, STANDING, UNIT_SHARE, WHOLE_SHARE, Explanation
from search.facets import FACETS
from search.index.adapters import Document
from search.index.zones import LENGTH_B, SATURATION, WEIGHTS, ZONES
from search.request import SearchRequest
from search.understanding.query import Alternative, Query


def holds(zones: list[list[str]], option: Alternative) -> bool:
    if option.phrase:
        size, wanted = len(option.words), list(option.words)
        return any(zone[n : n + size] == wanted for zone in zones for n in range(len(zone)))
    return all(any(word in zone for zone in zones) for word in option.words)


def clauses_held(zones: list[list[str]], query: Query) -> list[bool]:
    return [any(holds(zones, option) for option in clause.alternatives) for clause in query.clauses]


def matches(zones: list[list[str]], query: Query) -> bool:
    held = clauses_held(zones, query)
    required = all(ok for ok, clause in zip(held, query.clauses, strict=True) if clause.required)
    return required and (any(held) or not held) and not any(holds(zones, option) for option in query.excluded)


def fits(document: Document, request: SearchRequest, *, but: str = "") -> bool:
    return all(
        any((key, value) in document.facets for value in values) for key, values in request.selected if key != but
    )


def in_reach(document: Document, request: SearchRequest) -> bool:
    return (document.locale, document.school_id) == (request.locale, request.school)


def answer(documents: list[Document], request: SearchRequest, vocabulary) -> dict:
    """Return the positions found, how many hold all words, every count, and how many each facet in use keeps out."""
    zones = [[words.split() for words in document.words().values()] for document in documents]
    anything = [in_reach(d, request) and matches(z, request.query) for d, z in zip(documents, zones, strict=True)]
    matched = close(documents, request, anything)
    found = [n for n, d in enumerate(documents) if matched[n] and fits(d, request)]
    left = {
        facet.key: [d for n, d in enumerate(documents) if matched[n] and fits(d, request, but=facet.key)]
        for facet in FACETS
    }
    counts = {
        key: {value: sum((key, value) in d.facets for d in kept) for value in vocabulary[key]}
        for key, kept in left.items()
    }
    return {
        "found": found,
        "any": sum(ok and fits(d, request) for ok, d in zip(anything, documents, strict=True)),
        "all": sum(all(clauses_held(zones[n], request.query)) for n in found),
        "counts": counts,
        "without": {key: len(left[key]) for key, _ in request.selected},
    }


def close(documents: list[Document], request: SearchRequest, anything: list[bool]) -> list[bool]:
    """Return which of the documents that hold any word hold all, or are worth nearly as much as the best."""
    if request.any_words or len(request.query.clauses) < 2:
        return anything
    reckoning = Reckoning(documents, request.change(selected=()))
    worth = {n: reckoning.worth(n) for n, ok in enumerate(anything) if ok}
    best = max(worth.values(), default=0.0)
    return [
        ok and (worth[n] >= NEAR * best or all(clauses_held(list(reckoning.zones[n].values()), request.query)))
        for n, ok in enumerate(anything)
    ]


@dataclasses.dataclass(frozen=True)
class Reckoning:
    """What the words of a request are worth among some documents, and in each of them."""

    documents: list[Document]
    request: SearchRequest

    @functools.cached_property
    def zones(self) -> list[dict[str, list[str]]]:
        found = (document.words() for document in self.documents)
        return [{zone: words.get(zone, "").split() for zone in ZONES} for words in found]

    def explanations(self, found: list[int]) -> dict[int, Explanation]:
        """Return what the rank of each document found comes from, by position."""
        rarities = {word: self._rarity(word) for word in self.request.words}
        strengths = {
            n: {
                word: {zone: self._strength(word, n, zone) for zone in ZONES if word in self.zones[n][zone]}
                for word in self.request.words
            }
            for n in found
        }
        matched = {n: self._matched(self.zones[n], strengths[n], rarities) for n in found}
        members: dict[str, list[float]] = {}
        for n in found:
            for group in self.documents[n].groups:
                members.setdefault(group, []).append(matched[n])
        means = {group: sum(scores) / len(scores) for group, scores in members.items()}
        return {
            n: Explanation(
                {word: (rarities[word], zones) for word, zones in strengths[n].items() if zones},
                matched[n],
                UNIT_SHARE * max((means[group] for group in self.documents[n].groups), default=0.0),
                NEAR_BONUS if self._near(self.documents[n].minutes) else 1.0,
                STANDING.get(self.documents[n].kind, 1.0),
            )
            for n in found
        }

    @functools.cached_property
    def rarities(self) -> dict[str, float]:
        return {word: self._rarity(word) for word in self.request.words}

    def worth(self, n: int) -> float:
        """Return what the words of one document are worth."""
        strengths = {
            word: {zone: self._strength(word, n, zone) for zone in ZONES if word in self.zones[n][zone]}
            for word in self.request.words
        }
        return self._matched(self.zones[n], strengths, self.rarities)

    def _rarity(self, word: str) -> float:
        reach = [n for n, document in enumerate(self.documents) if in_reach(document, self.request)]
        filtered = [n for n in reach if fits(self.documents[n], self.request)]
        total = 0.0
        for share, among in ((WHOLE_SHARE, reach), (1 - WHOLE_SHARE, filtered)):
            held = sum(any(word in words for words in self.zones[n].values()) for n in among)
            total += share * math.log(1 + (len(among) - held + 0.5) / (held + 0.5))
        return total

    def _strength(self, word: str, n: int, zone: str) -> float:
        there = [m for m, document in enumerate(self.documents) if document.locale == self.request.locale]
        own = [m for m in there if self.documents[m].school_id is None] or there
        mean = sum(len(self.zones[m][zone]) for m in own) / len(own) or 1.0
        words = self.zones[n][zone]
        length = 1 - LENGTH_B[zone] + LENGTH_B[zone] * len(words) / mean
        return WEIGHTS[zone] * words.count(word) / length

    def _matched(self, zones: dict, strengths: dict, rarities: dict[str, float]) -> float:
        def worth(word: str) -> float:
            strength = sum(strengths[word].values())
            return rarities[word] * strength / (SATURATION + strength)

        def option_worth(option: Alternative) -> float:
            if not holds(list(zones.values()), option):
                return 0.0
            return option.weight * sum(map(worth, option.words)) / len(option.words)

        return sum(max(map(option_worth, clause.alternatives)) for clause in self.request.query.clauses)

    def _near(self, minutes: int | None) -> bool:
        wanted = self.request.near_minutes
        return wanted is not None and minutes is not None and NEAR_LENGTH * wanted <= minutes <= wanted


def apart(order: list[int], documents: list[Document]) -> list[int]:
    """Return positions, best first, with at most three of one unit among any ten: each place goes to the best that may
    have it, or, where none may, to the best that is left."""
    left = list(order)
    found: list[int] = []
    while left:
        near = [unit_of(documents[n]) for n in found[-9:]]
        found.append(next((n for n in left if not (unit := unit_of(documents[n])) or near.count(unit) < 3), left[0]))
        left.remove(found[-1])
    return found


def unit_of(document: Document) -> str:
    units = [group for group in document.groups if group.startswith("unit-")]
    return units[0] if len(units) == 1 else ""


def sort_keys(documents: list[Document], request: SearchRequest, found: list[int]) -> dict[int, tuple[float, ...]]:
    """Return by what each document found is sorted, the smallest first; the id decides between equals."""
    if request.order == "relevance":
        told = Reckoning(documents, request).explanations(found)
        return {n: (-(why.matched + why.unit) * why.near * why.kind,) for n, why in told.items()}
    keys: dict[int, tuple[float, ...]] = {}
    for n in found:
        document = documents[n]
        held = sum(clauses_held([words.split() for words in document.words().values()], request.query))
        newest = -(document.first_published.timestamp() if document.first_published else 0)
        shortest = math.inf if document.minutes is None else document.minutes
        keys[n] = (-held, newest if request.order == "newest" else shortest)
    return keys
