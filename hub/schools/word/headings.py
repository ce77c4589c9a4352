"""Tells headings from text in mammoth's HTML, those made by hand too: in bold, underlined or in capitals. Pure."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from hub.schools.word.listed import LISTS, MARK, say_numbers

HEADING = re.compile(r"h([1-6])$")
# A longer line is a paragraph, whatever its style says.
HEADING_MOST = 200
GUESSED_MOST = 90
GUESSED_LEVEL = 6
CAPITALS_LEAST = 5
NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[a-z][.)]|[ivx]+[.)])\s", re.IGNORECASE)
# A heading and its text in one paragraph: "4. Employers: we work with local firms."
RUN_IN = re.compile(r"\d+(?:\.\d+)*[.)]?\s+.{2,60}[:.]\s*$")
# A line that ends in a full stop and has one of these is a sentence.
OF_SENTENCES = frozenset({"we", "you", "i", "they", "it", "this", "these", "please", "is", "are", "was", "do", "does"})
OF_SENTENCES |= {"will", "must", "may", "can", "should", "have", "has"}
SHORT = 6
APART = frozenset({"strong", "u"})


@dataclass(frozen=True)
class Heading:
    """A heading as written, its level (1 is highest), whether that was guessed, and the text after it in its line."""

    text: str
    level: int
    guessed: bool = False
    rest: Element | None = None


def heading_of(element: Element) -> Heading | None:
    """Return the heading that `element` is or begins with, or None."""
    text = _words(element)
    if (level := HEADING.match(element.tag)) and text and len(text) <= HEADING_MOST:
        return Heading(text, int(level[1]))
    if element.tag in LISTS and len(element) == 1 and not any(each.tag in LISTS for each in element[0]):
        # An automatic number makes a list of the line; alone between paragraphs, it may be a heading.
        line = element[0]
    elif element.tag == "p":
        line = element
    else:
        return None
    if _may_head(text) and (_is_apart(line) or (element.tag == "p" and _is_in_capitals(text))):
        return Heading(text, GUESSED_LEVEL, guessed=True)
    return _run_in(element)


def _words(element: Element) -> str:
    return " ".join(say_numbers("".join(element.itertext())).split())


def _may_head(text: str) -> bool:
    if not text or len(text) > GUESSED_MOST or not any(map(str.isalpha, text)) or text.endswith((",", ";")):
        return False
    words = text.casefold().strip(".").split()
    is_sentence = len(words) > SHORT or not OF_SENTENCES.isdisjoint(words)
    return not text.endswith(".") or bool(NUMBERED.match(text)) or not is_sentence


def _is_apart(line: Element) -> bool:
    """Tell whether all words of a line are in bold or underlined, but for an automatic number. Links are underlined."""
    if not len(line) or MARK.sub("", line.text or "").strip() or line.find(".//a") is not None:
        return False
    return all(each.tag in APART and not (each.tail or "").strip() for each in line)


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) >= CAPITALS_LEAST


def _run_in(element: Element) -> Heading | None:
    first = element[0] if element.tag == "p" and len(element) else None
    if first is None or first.tag not in APART or (element.text or "").strip() or not (first.tail or "").strip():
        return None
    text = _words(first)
    if not RUN_IN.match(text):
        return None
    rest = Element("p")
    rest.text = (first.tail or "").lstrip()
    rest.extend(element[1:])
    return Heading(text, GUESSED_LEVEL, guessed=True, rest=rest)
