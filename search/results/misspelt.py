"""What an unfinished text with a wrong letter may have been going to say, in the words of the index.

The last word is still being typed, so what it may be near are beginnings of words, not words.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engines.snapshot import Snapshot
from search.understanding.index_words import IndexWords

MOST = 3
# A shorter beginning is near too many others.
SHORTEST, LONGEST = 4, 16
_CACHE = "beginnings"
# By how long they are and the first letter, beginnings with how often their words stand in entries, the common first.
Beginnings = Mapping[tuple[int, str], Sequence[str]]


def nearly(start: str, held: Snapshot, locale: str) -> list[str]:
    """Return at most three texts that `start` may have meant: folded words, the last one perhaps unfinished."""
    index_words = held.index_words(locale)
    words = start.split()
    if not words:
        return []
    finished = words if start.endswith(" ") else words[:-1]
    right = [_finished(word, index_words) for word in finished]
    if start.endswith(" "):
        return [" ".join(right)] if right != finished else []
    last = words[-1]
    if index_words.beginning(last, 1):
        lasts = [last]
    else:
        lasts = _begun(last, _beginnings(held, locale)) or [_finished(last, index_words)]
    texts = [" ".join([*right, each]) for each in lasts]
    return [text for text in texts if text != start]


def _finished(word: str, index_words: IndexWords) -> str:
    guesses = index_words.corrections(word)
    return guesses[0].text if guesses else word


def _begun(word: str, known: Beginnings) -> list[str]:
    """Return beginnings one letter away (wrong, missing, too many, or two changed round), the first letter right."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    choices = [each for length in (-1, 0, 1) for each in known.get((len(word) + length, word[0]), ())]
    found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=1, limit=MOST)
    return [str(choice) for choice, _distance, _place in found]


def _beginnings(held: Snapshot, locale: str) -> Beginnings:
    """Return the beginnings of all words of a language; put together when they are first asked for."""
    cache = held.cache.setdefault(_CACHE, {})
    if locale not in cache:
        times: Counter[str] = Counter()
        for word, entries in held.index_words(locale).entries.items():
            for length in range(SHORTEST - 1, min(len(word), LONGEST + 1) + 1):
                times[word[:length]] += entries
        found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for each, _times in times.most_common():
            found[len(each), each[0]].append(each)
        cache[locale] = dict(found)
    return cache[locale]
