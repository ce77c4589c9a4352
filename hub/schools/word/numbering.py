"""Counts Word's automatic numbers as Word shows them: "2.1", "(b)", "iv.". Pure.

A document holds no numbers of list items and headings, only how to count them, and its text refers to the numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from hub.schools.word.xml import attribute, child, local

# Around a number before the words of an item. No text of a document has these characters.
OPENS, CLOSES = "\ue000", "\ue001"
DEEP = 9
ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Level:
    """How one level counts: from `start`, in the form `kind`, shown as `text` ("%1.%2"); `style` brings it along."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted: `abstract` by key, `lists` (list -> its abstract one)."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    reached: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, key: str, level: int | None, style: str = "") -> str:
        """Count the next paragraph of the list `key` and return its number as shown; "" for a bullet or no list."""
        kind = self.lists.get(key, "")
        levels = self.abstract.get(kind, {})
        if level is None:
            level = next((at for at, each in levels.items() if style and each.style == style), 0)
        if level not in levels:
            return ""
        reached = self.reached.setdefault(kind, {})
        restart = self.restarts.get((key, level))
        if restart is not None and (key, level) not in self.begun:
            reached[level] = restart
        else:
            reached[level] = reached.get(level, levels[level].start - 1) + 1
        self.begun.add((key, level))
        for deeper in [at for at in reached if at > level]:
            del reached[deeper]
        return _shown(levels, reached, level)


def _shown(levels: Mapping[int, Level], reached: Mapping[int, int], level: int) -> str:
    if levels[level].kind in ("bullet", "none"):
        return ""
    text = levels[level].text
    for at in range(DEEP):
        number = reached.get(at, levels[at].start if at in levels else 1)
        text = text.replace(f"%{at + 1}", written(number, levels[at].kind if at in levels else "decimal"))
    return text.strip()


def written(number: int, kind: str) -> str:
    """Return a number in one of Word's forms; in digits where the form is not known."""
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, letters in ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman.upper() if kind == "upperRoman" else roman
    return f"{number:02}" if kind == "decimalZero" else str(number)


def read_numbering(root: Element | None) -> Numbering:
    """Return the lists of a numbering part; none for a document without one."""
    found = Numbering()
    for each in root if root is not None else ():
        if local(each) == "abstractNum":
            key = attribute(each, "abstractNumId")
            found.abstract[key] = {_number(one, "ilvl", 0): _level(one) for one in each if local(one) == "lvl"}
        elif local(each) == "num":
            key = attribute(each, "numId")
            found.lists[key] = attribute(child(each, "abstractNumId"), "val")
            for over in each:
                start = child(over, "startOverride") if local(over) == "lvlOverride" else None
                if start is not None:
                    found.restarts[key, _number(over, "ilvl", 0)] = _number(start, "val", 1)
    return found


def _level(element: Element) -> Level:
    return Level(
        start=_number(child(element, "start"), "val", 1),
        kind=attribute(child(element, "numFmt"), "val") or "decimal",
        text=attribute(child(element, "lvlText"), "val"),
        style=attribute(child(element, "pStyle"), "val"),
    )


def _number(element: Element | None, name: str, otherwise: int) -> int:
    value = attribute(element, name)
    return int(value) if value.isdecimal() and len(value) < 6 else otherwise
