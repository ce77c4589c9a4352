"""What pages in other languages say: words that the catalogues lack, English that is not marked, links to languages."""

import ast
import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import template, trans_real

from hub.core.markup import pieces

ROOT = Path(__file__).resolve().parents[1]
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
OTHER_SCRIPTS = re.compile("[\u0600-\u06ff\u0980-\u09ff]")
# For machines and those who program them: the pages say that all words there are English.
ENGLISH_TEMPLATES = {"pages/schools/duties_data.html", "search/api.html", "search/why.html"}

_TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_TEXT})(?:\s*,\s*({_TEXT}))?(?:\s*,\s*({_TEXT}))?")


class Word(NamedTuple):
    """What is looked up in a catalogue."""

    text: str
    context: str | None = None
    plural: str | None = None


class _Unanswered(gettext.NullTranslations):
    """Stands behind a catalogue and keeps what it was asked for in vain."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[Word] = set()

    def gettext(self, message: str) -> str:
        context, _separator, text = message.rpartition("\x04")
        self.words.add(Word(text, context or None))
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.words.add(Word(msgid1, None, msgid2))
        return msgid1 if n == 1 else msgid2


@contextmanager
def unanswered(language: str) -> Iterator[set[Word]]:
    """Give the set that fills with the words that are asked for in `language` and have no translation."""
    catalogue, behind = trans_real.translation(language), _Unanswered()
    # gettext's own attribute, which no method takes away again.
    before = vars(catalogue)["_fallback"]
    vars(catalogue)["_fallback"] = behind
    try:
        yield behind.words
    finally:
        vars(catalogue)["_fallback"] = before


def is_translated(word: Word, language: str) -> bool:
    with unanswered(language) as missing:
        catalogue = trans_real.translation(language)
        if word.plural:
            catalogue.ngettext(word.text, word.plural, 1)
        elif word.context:
            catalogue.pgettext(word.context, word.text)
        else:
            catalogue.gettext(word.text)
    return not missing


@cache
def words_of_templates() -> dict[Word, str]:
    """Return every word that a public template marks for translation, with the name of one that does."""
    folder = ROOT / "templates"
    found: dict[Word, str] = {}
    for path in sorted(folder.rglob("*.html")):
        name = str(path.relative_to(folder))
        if name not in ENGLISH_TEMPLATES:
            found |= dict.fromkeys(_marked_words(template.templatize(path.read_text())), name)
    return found


def _marked_words(source: str) -> Iterator[Word]:
    for match in _CALL.finditer(source):
        said = [ast.literal_eval(each) for each in match.groups()[1:] if each]
        context = said.pop(0) if match[1].removeprefix("n") == "pgettext" else None
        yield Word(said[0], context, said[1] if match[1].startswith("n") else None)


def unmarked(html: str) -> list[str]:
    """Return the runs of Latin letters of a page's body that stand outside every element of another language."""
    found: list[str] = []
    inside: list[tuple[str, bool]] = []
    for piece in pieces(html[html.index("<body") :]):
        if piece.closes:
            while inside and inside.pop()[0] != piece.name:
                pass
        elif piece.is_tag:
            if piece.name and piece.name not in {"br", "input", "img", "hr"} and not piece.source.endswith("/>"):
                inside.append((piece.name, 'lang="en"' in piece.source))
        elif not any(english or name in {"script", "style", "svg", "option"} for name, english in inside):
            found.append(piece.source.strip())
    found = [re.sub(r"&#?\w+;", "", text) for text in found]
    return [text for text in found if re.search("[A-Za-z]", text) and not OTHER_SCRIPTS.search(text)]


def language_links(html: str) -> set[tuple[str, str]]:
    """Return the language and the address of each link of a page that names the language it leads to."""
    found: set[tuple[str, str]] = set()
    for tag in re.findall(r"<(?:a|link)\s[^>]*>", html):
        said = dict(re.findall(r'\s(hreflang|href)="([^"]*)"', tag))
        if len(said) == 2 and said["hreflang"] != "x-default":
            found.add((said["hreflang"], re.sub("^https?://[^/]*", "", said["href"])))
    return found
