"""The words of schools' names: what stands for the same, what says only a kind of school, and the initials.

What is stored and what is typed go through the same function, so that "St Mary's CofE" and "Saint Marys Church of
England" are the same words.
"""

import re

from hub.schools.text import fold

# Of several words that say one thing, before words are taken one by one.
PHRASES = (
    (re.compile(r"\b(?:church of england|c of e|c e|ce)\b"), "cofe"),
    (re.compile(r"\b(?:roman catholic|r c|rc)\b"), "catholic"),
    (re.compile(r"\b6th\b"), "sixth"),
)
SAME = {"st": "saint", "sts": "saints", "snt": "saint", "mt": "mount", "jnr": "junior"}
SAME |= {"primaries": "primary", "secondaries": "secondary", "nurseries": "nursery", "colleges": "college"}
SAME |= {"academies": "academy", "schools": "school"}
# Said of any school, and in few names.
SPARE = frozenset(
    fold("a an and any at by for form in local london me my near nearest of on our school schools the to").split(" ")
)
# What a name says of the kind of school, and many names say.
KIND_WORDS = frozenset(
    fold(
        "academy boys centre church cofe college community free girls grammar high infant infants junior juniors mixed "
        "nursery prep preparatory primary sample school schools secondary senior sixth special trust upper catholic"
    ).split(" ")
)
SMALL_WORDS = frozenset(["a", "and", "at", "by", "for", "in", "of", "on", "the"])
# The shortest initials that are taken for a name.
SHORTEST_INITIALS = 3


def phrases(text: str) -> list[str]:
    """Return the folded words of `text`, with one word for a phrase that stands for it."""
    folded = fold(text)
    for pattern, word in PHRASES:
        folded = pattern.sub(word, folded)
    return folded.split()


def same(word: str) -> str:
    """Return the word that stands for `word` in names: "saint" for "st"."""
    return SAME.get(word, word)


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(same(word) for word in phrases(name))


def own_words(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a name that tell it from others; all of them where none does."""
    return frozenset(word for word in words if word not in KIND_WORDS and word not in SPARE) or frozenset(words)


def initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first letters of a name's words, with and without the small ones.

    >>> initials(("london", "academy", "of", "excellence"))
    ('loae', 'lae')
    """
    said = [word for word in words if word != "sample"]
    both = ("".join(w[0] for w in said), "".join(w[0] for w in said if w not in SMALL_WORDS))
    return tuple(each for each in dict.fromkeys(both) if len(each) >= SHORTEST_INITIALS)
