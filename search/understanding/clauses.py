"""Turns what is left of a query into clauses: each word as typed, and the alternatives that it may mean."""

import dataclasses
import itertools
from collections.abc import Sequence

from search.index.analysis import WEAK, asked, fold, in_order, is_filler, stem
from search.understanding.index_words import IndexWords
from search.understanding.marks import Part
from search.understanding.phrases import EXAMINATIONS, singular
from search.understanding.query import Alternative, Clause, Query
from search.understanding.spelling import Guess
from search.understanding.values import Correction

MOST_CLAUSES = 20
MOST_WORDS = 60
LONGEST_PHRASE = 20
MOST_BEGINNINGS = 12
# The likelier guess counts nearly as much as a correctly typed word, the other one half as much.
GUESSED = (0.9, 0.5)
JOINED = 0.9
# What has the words side by side counts for more than all of them apart.
TOGETHER = 1.25
LONGEST_TITLE = 8
LONGEST_SHORT_FORM = 5


@dataclasses.dataclass(frozen=True)
class TypedWord:
    """One plain word: as typed, folded, analysed, as phrases are found by it, and as it stands in them."""

    typed: str
    folded: str
    word: str
    key: str
    stands: str


@dataclasses.dataclass(frozen=True)
class Built:
    """`cut_short`: there were more words than are looked for."""

    query: Query
    corrections: tuple[Correction, ...]
    cut_short: bool


def build(parts: Sequence[Part], index_words: IndexWords, *, correct: bool) -> Built:
    """Return the query for the parts that are left. Filler counts only where there is nothing else."""
    marked = [clause for part in parts if not part.plain and not part.excluded for clause in _marked(part, index_words)]
    runs = [_asked(part.text, index_words.language) for part in parts if part.plain]
    words = list(dict.fromkeys(word for run in runs for word in run))
    telling = [word for word in words if _tells(word, index_words)]
    wanted = telling or ([] if marked else words)
    first = {word.word: word for word in reversed(wanted)}
    options: dict[str, list[Alternative]] = {word: [] for word in first}
    for run in runs:
        _expand(run, index_words, options)
        _as_it_stands(run, index_words, options)
    corrections = _correct(runs, index_words, options) if correct else {}
    order = dict.fromkeys(word.word for word in wanted)
    plain = [Clause(first[w].typed, (Alternative((w,)), *dict.fromkeys(options[w]))) for w in order]
    clauses = [*marked, *plain]
    out = [
        Clause(part.text, (option,)) for part in parts if part.excluded for option in _exact(part, index_words.language)
    ]
    kept, kept_out = _bounded(clauses), _bounded(out)
    query = Query(tuple(kept), tuple(dict.fromkeys(clause.alternatives[0] for clause in kept_out)))
    return Built(query, tuple(corrections), len(kept) < len(clauses) or len(kept_out) < len(out))


def _tells(word: TypedWord, index_words: IndexWords) -> bool:
    """Filler says nothing, but for "IT" in capitals; "needs" is none though "need" is."""
    in_capitals = word.typed.isupper() and (word.key,) in index_words.phrases.capitals
    return in_capitals or word.folded in WEAK or not is_filler(word.word, index_words.language)


def _asked(text: str, language: str) -> list[TypedWord]:
    found = []
    for typed, folded in asked(text):
        if word := stem(folded, language):
            found.append(TypedWord(typed, folded.replace("'", ""), word, _key(folded, language), word))
    return found


def _key(folded: str, language: str) -> str:
    return singular(folded) if language.startswith("en") else folded


def _exact(part: Part, language: str) -> list[Alternative]:
    """Return what stands in quotation marks, or after a minus, as it is: a phrase if it is several words."""
    words = in_order(part.text, language)[:LONGEST_PHRASE]
    return [Alternative(words, phrase=len(words) > 1)] if words else []


def _marked(part: Part, index_words: IndexWords) -> list[Clause]:
    if part.start:
        start = fold(part.text).replace("'", "")
        found = index_words.beginning(start, MOST_BEGINNINGS) or [*in_order(part.text, index_words.language)[:1]]
        return [Clause(f"{part.text}*", tuple(Alternative((word,)) for word in found))] if found else []
    return [Clause(f'"{part.text}"', (option,), required=True) for option in _exact(part, index_words.language)]


def _expand(run: Sequence[TypedWord], index_words: IndexWords, options: dict[str, list[Alternative]]) -> None:
    """Add synonyms, the longest phrase first. What a phrase stands for may stand for each of its words."""
    at, longest = 0, index_words.phrases.longest_expansion
    while at < len(run):
        for length in range(min(longest, len(run) - at), 0, -1):
            span = run[at : at + length]
            key = tuple(each.key for each in span)
            if key in index_words.phrases.capitals and not all(each.typed.isupper() for each in span):
                continue
            if found := index_words.expansions.get(key):
                for each in span:
                    options.get(each.word, []).extend(found)
                _together(span, index_words, options)
                at += length - 1
                break
        at += 1


def _as_it_stands(run: Sequence[TypedWord], index_words: IndexWords, options: dict[str, list[Alternative]]) -> None:
    """Filler is half of what some titles say: "Who can do this job?"."""
    if sum(each.word in options for each in run) < len(run) <= LONGEST_TITLE:
        _together(run, index_words, options)


def _together(span: Sequence[TypedWord], index_words: IndexWords, options: dict[str, list[Alternative]]) -> None:
    """Prefer what has the words side by side: counted for the rarest of them, so that nothing else is found."""
    words = tuple(each.stands for each in span)
    telling = [each for each in span if each.word in options]
    if len(words) > 1 and telling and not EXAMINATIONS & set(words):
        rarest = min(telling, key=lambda each: index_words.entries.get(each.folded, 0))
        options[rarest.word].append(Alternative(words, TOGETHER * len(words), phrase=True))


def _correct(
    runs: Sequence[Sequence[TypedWord]], index_words: IndexWords, options: dict[str, list[Alternative]]
) -> dict[Correction, None]:
    """Add what unknown words may have meant, and return what was made of them."""
    made: dict[Correction, None] = {}
    for run in runs:
        joined = _join(run, index_words, options, made)
        respelled = list(run)
        for at, each in enumerate(run):
            if each.word not in options or each in joined or _is_short_form(each, run):
                continue
            guesses = index_words.corrections(each.folded)
            for guess, weight in zip(guesses, GUESSED, strict=False):
                words = tuple(stem(word, index_words.language) for word in guess.words)
                options[each.word].append(Alternative(words, weight))
            if guesses:
                made[Correction(each.typed, guesses[0].text)] = None
                respelled[at] = _respelled(each, guesses[0], index_words.language)
        if respelled != run:
            _expand(respelled, index_words, options)
    return made


def _is_short_form(each: TypedWord, run: Sequence[TypedWord]) -> bool:
    """Return whether a word was typed as an abbreviation: short, in capitals, and nothing longer beside it is."""
    if not each.typed.isupper() or len(each.typed) > LONGEST_SHORT_FORM:
        return False
    return not any(other.typed.isupper() and len(other.typed) > LONGEST_SHORT_FORM for other in run)


def _respelled(each: TypedWord, guess: Guess, language: str) -> TypedWord:
    """Return a word as it was likely meant, for the phrases it is part of; a word that fell apart stays as it is."""
    if len(guess.words) > 1:
        return each
    (word,) = guess.words
    return dataclasses.replace(each, key=_key(word, language), stands=stem(word, language))


def _join(
    run: Sequence[TypedWord],
    index_words: IndexWords,
    options: dict[str, list[Alternative]],
    made: dict[Correction, None],
) -> set[TypedWord]:
    """Try two words as one ("inter view"); silently where both are words, because both may be right."""
    joined = set()
    for one, other in itertools.pairwise(run):
        if word := index_words.joined(one.folded, other.folded):
            for each in (one, other):
                options.get(each.word, []).append(Alternative((stem(word, index_words.language),), JOINED))
            if not (index_words.known(one.folded) and index_words.known(other.folded)):
                made[Correction(f"{one.typed} {other.typed}", word)] = None
                joined |= {one, other}
    return joined


def _bounded(clauses: Sequence[Clause]) -> list[Clause]:
    """Keep as many clauses as a query may hold, then as many of their alternatives as its words allow."""
    seen: set[str] = set()
    first = []
    for clause in clauses[:MOST_CLAUSES]:
        seen |= set(clause.alternatives[0].words)
        if len(seen) > MOST_WORDS:
            break
        first.append(clause)
    kept = []
    for clause in first:
        options = [clause.alternatives[0]]
        for option in clause.alternatives[1:]:
            if len(seen | set(option.words)) <= MOST_WORDS and option not in options:
                seen |= set(option.words)
                options.append(option)
        kept.append(dataclasses.replace(clause, alternatives=tuple(options)))
    return kept
