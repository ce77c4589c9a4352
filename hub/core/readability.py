"""How easy an English text is to read: Flesch's reading ease, computed without a dictionary. Pure.

Source: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948), pages 221 to 233:
206.835 - 1.015 x words a sentence - 84.6 x syllables a word. Flesch's groups of scores are given here as ages, by the
school grades that Flesch names. The samples measured had 100 words: of fewer, the figure is rough.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .markup import text_by_line

SAMPLE_WORDS = 100
LONG_WORD_SYLLABLES = 3
# What GOV.UK and plain-language guides ask for: sentences of 15 to 20 words, parents' pages for ages 9 to 12.
WORDS_A_SENTENCE = 20
EASE_TO_AIM_FOR = 80
# From this score on, a text is about as easy as one for these readers.
READERS: tuple[tuple[float, Promise], ...] = (
    (90, _("children aged 10 to 11")),
    (80, _("children aged 11 to 12")),
    (70, _("children aged 12 to 13")),
    (60, _("teenagers aged 13 to 15")),
    (50, _("teenagers aged 15 to 18")),
    (30, _("students at a university")),
    (float("-inf"), _("people with a degree")),
)

# Full stops that end no sentence.
_ABBREVIATION = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|No|e\.g|i\.e|[ap]\.m(?=\.\s+[a-z]))\.")
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:/]*")
_VOWELS = re.compile(r"[aeiouy]+")
# Groups of vowels are counted, then these put right what English spells otherwise: a pattern, and what it adds.
_PUT_RIGHT = tuple(
    (re.compile(pattern), more)
    for pattern, more in (
        (r"[^aeiouy](?<!.[lr])e$|[aeiouy][lr]e$|[gq]ue$", -1),  # while, league; not table, centre
        (r"(?<![aeiouyscxzg])(?<!sh|ch)(?<![^aeiouyl]l)es$", -1),  # grades; not places, tables
        (r"(?<![aeiouytd])(?<![^aeiouyl]l)ed$", -1),  # planned; not wanted, settled
        (r"[^aeiouyl]e(?:ment|ship|ful|less|ness)|[^aeiouy]e(?:ly|ty)$", -1),  # placement, safely
        (r"^(?:some|home|time|life|where|there|more|here|house)(?=[bcfghkmptw])", -1),  # something, homework
        (r"[aeou]y[aeiou]|[^aeiou]ying|[eou]ing$", 1),  # employer, studying, being
        (r"(?<![ctslng])ia(?!ge)|ciat|liab|pliant|plianc", 1),  # material, association; not social, marriage
        (r"(?<![ctslngx])io(?!ur)|^bio|lio$", 1),  # audio, various; not station, behaviour
        (r"(?<![ct])ien[ct]|(?<!n)scien|iet|[^aeiou]ie(?:r|rs|st)$|client", 1),  # experience, society, earlier
        (r"(?<![gq])ua(?!de)|(?<![gq])uen[ct]|uous", 1),  # graduate, influence
        (r"(?:^g|th|d|^l)eo|eum$|crea(?!m|k|s|tu)|idea|^areas?$|reali|theatr|^coo[pr]|poe[mt]", 1),  # video, create
        (r"sms?$|[ds]nt$(?<=[dsv]nt)", 1),  # tourism, didn't
    )
)
# What no pattern tells.
_IRREGULAR = {
    "business": 2, "businesses": 3, "every": 2, "everyone": 3, "everything": 3, "everybody": 4, "evening": 2,
    "evenings": 2, "someone": 2, "anyone": 3, "hundred": 2, "wednesday": 2, "recipe": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Readability:
    """What a text is made of. `long_words`: those of three syllables or more, each once, in their order."""

    words: int
    sentences: int
    syllables: int
    long_words: tuple[str, ...]
    longest_sentence: str

    @property
    def words_a_sentence(self) -> int:
        return round(self.words / self.sentences)

    @property
    def ease(self) -> int:
        """The score: 100 is very easy, 0 very difficult; a few texts lie outside."""
        return round(206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words)

    @property
    def ease_shown(self) -> int:
        """The score on the scale that readers of it know."""
        return min(100, max(0, self.ease))

    @property
    def readers(self) -> Promise:
        return next(readers for score, readers in READERS if self.ease >= score)

    @property
    def is_rough(self) -> bool:
        return self.words < SAMPLE_WORDS

    @property
    def has_long_sentences(self) -> bool:
        return self.words_a_sentence > WORDS_A_SENTENCE

    @property
    def is_easy(self) -> bool:
        return self.ease >= EASE_TO_AIM_FOR


def measure(html: str) -> Readability | None:
    """Measure a text, plain or rich; the end of a paragraph or of a point ends a sentence. None: there are no words."""
    text = _ABBREVIATION.sub(lambda found: found[1].replace(".", ""), text_by_line(html))
    sentences = [(part.strip(), _WORD.findall(part)) for part in _SENTENCE_END.split(text)]
    sentences = [(part, words) for part, words in sentences if words]
    if not sentences:
        return None
    words = [word for _part, found in sentences for word in found]
    counted = [syllables(word) for word in words]
    long_words = {w.lower(): w for w, n in zip(words, counted, strict=True) if n >= LONG_WORD_SYLLABLES}
    longest = max(sentences, key=lambda each: len(each[1]))
    return Readability(len(words), len(sentences), sum(counted), tuple(long_words.values()), longest[0])


def syllables(word: str) -> int:
    """Count the syllables of an English word by its spelling; a figure counts as one. Parts of a word add up."""
    parts = re.split(r"[-–]", word.lower().replace("’", "'"))
    return sum(max(1, _of_part(part.removesuffix("'s").replace("'", ""))) for part in parts if part)


def _of_part(part: str) -> int:
    if part in _IRREGULAR:
        return _IRREGULAR[part]
    sounded = re.sub(r"^y(?=[aeiou])", "", part)  # year
    groups = len(_VOWELS.findall(sounded))
    return groups + sum(more for pattern, more in _PUT_RIGHT if pattern.search(sounded))
