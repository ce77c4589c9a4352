"""Where each section of a document belongs in a careers policy, by the words of its heading, and why. Pure.

The words are data (`policy_headings.json`): phrases for each of the four topics, and for what is
usual in a policy and no rule asks for. A phrase is in a heading if all its words are, in any order; the longest wins.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hub.schools.policy.blocks import PolicyBlock
from hub.schools.policy.word.markup import Section
from hub.schools.text import fold

WORDS = Path(__file__).parent / "policy_headings.json"
OWN = "section"
UNPLACED = "unplaced"
PLACES = (*PolicyBlock.TOPICS, OWN, UNPLACED)
# Words that say nothing about a section's subject.
SMALL = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "our", "the", "to", "we", "with"})
# As PolicySectionBlock.heading allows.
HEADING_MOST = 120


@dataclass(frozen=True)
class Placed:
    """A section, its place (one of PLACES) and why. `under` is the position of the heading that it stands under."""

    section: Section
    place: str
    reason: str
    under: int | None = None


@dataclass(frozen=True)
class Draft:
    """What is written: `sections` as raw values of PolicyBlock, `unplaced` as (heading, rich text)."""

    sections: list[dict[str, Any]]
    unplaced: list[tuple[str, str]]


def words_of(text: str) -> frozenset[str]:
    """Return the words of a heading that count, in the singular."""
    return frozenset(_singular(word) for word in fold(text).split()) - SMALL


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) else word


@cache
def phrases() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return (place, phrase, its words) for every phrase."""
    listed = json.loads(WORDS.read_text(encoding="utf-8"))
    return tuple((place, phrase, words_of(phrase)) for place, each in listed.items() for phrase in each)


def judge(heading: str) -> tuple[str, str]:
    """Return (place, why) for a heading by its own words; UNPLACED where they say nothing, or two things at once."""
    words = words_of(heading)
    found = [(len(wanted), place, phrase) for place, phrase, wanted in phrases() if wanted and wanted <= words]
    most = max((length for length, _place, _phrase in found), default=0)
    best = {place: phrase for length, place, phrase in reversed(found) if length == most}
    topics = {place: phrase for place, phrase in best.items() if place != OWN}
    # What a rule asks for goes before what is merely usual.
    if len(topics) > 1:
        both = (_as_written(topics[name], heading) for name in PolicyBlock.TOPICS if name in topics)
        first, second, *_more = both
        return UNPLACED, _("Its heading speaks of two topics: “%(first)s” and “%(second)s”.") % {
            "first": first,
            "second": second,
        }
    for place, phrase in (topics or best).items():
        return place, _("Its heading speaks of “%s”.") % _as_written(phrase, heading)
    return UNPLACED, _("No word of its heading is known here.")


def _as_written(phrase: str, heading: str) -> str:
    """Return the part of a heading, in its own words, in which a phrase was found."""
    wanted, written = words_of(phrase), heading.split()
    at = [position for position, word in enumerate(written) if words_of(word) & wanted]
    return " ".join(written[at[0] : at[-1] + 1]).strip(".,:;") if at else phrase


def place(sections: Sequence[Section], chosen: Mapping[int, str] | None = None) -> list[Placed]:
    """Say where each section belongs; `chosen` (position -> place) is what a person decided and goes first."""
    placed: list[Placed] = []
    open_at: list[int] = []  # positions of the headings above, the highest first
    title = _title(sections)
    for position, section in enumerate(sections):
        while open_at and (not section.level or sections[open_at[-1]].level >= section.level):
            open_at.pop()
        above = open_at[-1] if open_at else None
        where, reason = _suggested(section, placed[above] if above is not None else None, is_title=position == title)
        decided = (chosen or {}).get(position, where)
        if decided != where:
            where, reason = decided, _("You chose this.")
        placed.append(Placed(section, where, reason, above))
        if section.level and position != title:
            open_at.append(position)
    return placed


def _suggested(section: Section, above: Placed | None, *, is_title: bool) -> tuple[str, str]:
    if section.margin:
        return UNPLACED, _("The lines at the top and foot of each page.")
    if is_title:
        return UNPLACED, _("The title of the document, and what stands under it.")
    if not section.heading:
        return UNPLACED, _("It stands before the first heading.")
    where, reason = judge(section.heading)
    if where == UNPLACED and above is not None and above.place != UNPLACED:
        return above.place, _("It stands under “%s”.") % above.section.heading
    return where, reason


def _title(sections: Sequence[Section]) -> int | None:
    """Return the position of the document's title: the first heading, if all others are lower."""
    headings = [(position, each.level) for position, each in enumerate(sections) if each.level]
    if len(headings) > 1 and all(level > headings[0][1] for _position, level in headings[1:]):
        return headings[0][0]
    return None


def compose(placed: Sequence[Placed]) -> Draft:
    """Return the policy's blocks: each topic once, in the policy's order, then the sections of their own, in theirs."""
    labels = {name: str(PolicyBlock().child_blocks[name].label) for name in PolicyBlock.TOPICS}
    topics: dict[str, list[str]] = {name: [] for name in PolicyBlock.TOPICS}
    own: dict[int, tuple[str, list[str]]] = {}
    unplaced: dict[int, tuple[str, list[str]]] = {}
    holders: dict[int, int] = {}  # position -> position of the section whose block it is part of
    for position, each in enumerate(placed):
        section = each.section
        if each.place in topics:
            # The topic's own label says it, once.
            first = section.passages and not topics[each.place]
            said = first and section.heading.casefold() == labels[each.place].casefold()
            topics[each.place] += _with_heading("" if said else section.heading, section.passages)
            continue
        blocks = own if each.place == OWN else unplaced
        above = holders.get(each.under) if each.under is not None else None
        if above is not None and placed[above].place == each.place and judge(section.heading)[0] != OWN:
            holders[position] = above
            blocks[above][1].extend(_with_heading(section.heading, section.passages))
        else:
            holders[position] = position
            blocks[position] = _headed(section)
    sections: list[dict[str, Any]] = [
        {"type": name, "value": "".join(passages)} for name, passages in topics.items() if passages
    ]
    for position, (heading, passages) in own.items():
        if passages:
            sections.append({"type": OWN, "value": {"heading": heading, "text": "".join(passages)}})
        else:
            unplaced[position] = (heading, passages)
    return Draft(sections, [(heading, "".join(passages)) for _at, (heading, passages) in sorted(unplaced.items())])


def _with_heading(heading: str, passages: Sequence[str]) -> list[str]:
    return [*([f"<p><b>{escape(heading, quote=False)}</b></p>"] if heading else []), *passages]


def _headed(section: Section) -> tuple[str, list[str]]:
    """Return a heading that fits, and the passages; a heading too long is said in full before them."""
    if len(section.heading) <= HEADING_MOST:
        return section.heading, list(section.passages)
    return Truncator(section.heading).chars(HEADING_MOST), _with_heading(section.heading, section.passages)
