"""The words that the record's scripts say, in the reader's language: a module of them for each page.

A page holds its words as JSON (`record-words`), so that no script holds a sentence. Each module has `WORDS`: a key and
a lazy string; or `plural`, for words that go with a number `n`; or a list or a dictionary of such words.
Placeholders are written as Python does, `%(name)s`, so that the catalogues are checked.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from django.utils.functional import Promise

# Whatever form of a word a language has, one of these numbers takes it.
SAMPLES = (0, 1, 2, 3, 6, 11)
OTHER = 100

Plural = Callable[[int], str]
Word: TypeAlias = "str | Promise | Plural | Sequence[Word] | Mapping[str, Word]"
Rendered: TypeAlias = "str | list[Rendered] | dict[str, Rendered]"


def rendered(word: Word) -> Rendered:
    """Return words as plain strings in the language of the moment.

    A plural is a dictionary: its form for most numbers as `other`, and a number that takes another form, with it.
    """
    if callable(word):
        usual = word(OTHER)
        forms: dict[str, Rendered] = {str(n): word(n) for n in SAMPLES if word(n) != usual}
        return forms | {"other": usual}
    if isinstance(word, Mapping):
        return {key: rendered(each) for key, each in word.items()}
    if isinstance(word, str | Promise):
        return str(word)
    return [rendered(each) for each in word]
