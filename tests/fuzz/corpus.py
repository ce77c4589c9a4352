"""What hostile searches are asked of: a small, varied corpus in several languages."""

import random
from collections.abc import Iterator

from search.facets import FacetValues, minute_values
from search.index.adapters import Document
from tests.fuzz.strategies import LOCALES, MEANT, SYNTAX, WORDS


def corpus(vocabulary: FacetValues, *, count: int = 120) -> Iterator[Document]:
    """Yield documents made of the words that cases are made of; always the same ones."""
    chance = random.Random(0)
    for n in range(count):
        minutes = chance.choice((None, 5, 10, 20, 45, 60, 90))
        values = {(key, chance.choice(list(choices))) for key, choices in vocabulary.items() if choices}
        own = {("minutes", value) for value in minute_values(minutes)}
        texts = {
            zone: _words(chance)
            for zone in ("title", "keywords", "points", "body")
            if zone == "title" or chance.random() < 0.7
        }
        if n % 10 == 0:
            texts["body"] = " ".join((*MEANT, *SYNTAX))
        yield Document(
            kind="resource",
            locale=LOCALES[n % 7 // 5 + n % 7 // 6],
            title=texts["title"],
            summary="",
            texts=texts,
            facets=frozenset({pair for pair in values if pair[0] != "minutes"} | own),
            minutes=minutes,
            first_published=None,
            last_checked=None,
            groups=(f"unit-{n // 8}",),
        )


def _words(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 6)))
