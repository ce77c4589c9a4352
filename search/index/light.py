"""Light stemming for languages without a Snowball stemmer: the commonest endings of nouns, the longest first.

`endings.json` has them by language, of number, case and definiteness, as folding leaves words: with Arabic letters
(`analysis`). Its `least` says how many letters and vowel signs must stay, so that short words stay whole.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

_READ = json.loads((Path(__file__).parent / "endings.json").read_text(encoding="utf-8"))


def _ready(endings: Sequence[str]) -> Sequence[str]:
    return sorted((unicodedata.normalize("NFKD", ending) for ending in endings), key=len, reverse=True)


LEAST: Mapping[str, int] = {language: read["least"] for language, read in _READ.items()}
ENDINGS: Mapping[str, Sequence[str]] = {language: _ready(read["endings"]) for language, read in _READ.items()}


def stem(word: str, language: str) -> str:
    """Return a folded word without its endings; a noun can have two, of number and of case."""
    for _time in range(2):
        end = next((e for e in ENDINGS[language] if word.endswith(e) and len(word) - len(e) >= LEAST[language]), "")
        word = word[: len(word) - len(end)]
    return word
