"""Says for each section of a document where on a page it belongs, by the words of its heading. Pure.

The words are data: phrases for each place of a page. A phrase is in a heading if all its words are, in any order; the
longest wins.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hub.schools.text import fold
from hub.schools.word.markup import Passage, Section

UNPLACED = "unplaced"
# Words that say nothing about a section's subject.
SMALL = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "our", "the", "to", "we", "with"})
# As the blocks for sections and passages allow.
HEADING_MOST = 120


@dataclass(frozen=True)
class Placed:
    """A section, its place (a key of the page's places, or UNPLACED) and why; `under`: position of the heading above.

    `own`: the place that its own heading speaks of, or "".
    """

    section: Section
    place: str
    reason: str
    under: int | None = None
    own: str = ""


# A heading and what stands under it.
Headed = tuple[str, list[Passage]]


def words_of(text: str) -> frozenset[str]:
    """Return the words of a heading that count, in the singular."""
    return frozenset(_singular(word) for word in fold(text).split()) - SMALL


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) else word


@dataclass(frozen=True)
class Vocabulary:
    """What headings of one kind of document speak of: a JSON `file` of phrases by place.

    `usual`: the place of what is usual in such a document and asked for by no rule; all other places go before it.
    Phrases under UNPLACED are known to have no place on the page.
    """

    file: Path
    usual: str = UNPLACED

    @cached_property
    def phrases(self) -> tuple[tuple[str, str, frozenset[str]], ...]:
        """Return (place, phrase, its words) for every phrase."""
        listed = json.loads(self.file.read_text(encoding="utf-8"))
        return tuple((place, phrase, words_of(phrase)) for place, each in listed.items() for phrase in each)

    def judge(self, heading: str) -> tuple[str, str]:
        """Return (place, why) for a heading by its own words; UNPLACED where they say nothing, or two things."""
        words = words_of(heading)
        found = [(len(wanted), place, phrase) for place, phrase, wanted in self.phrases if wanted and wanted <= words]
        most = max((length for length, _place, _phrase in found), default=0)
        best = {place: phrase for length, place, phrase in reversed(found) if length == most}
        # What a rule asks for goes before what is merely usual.
        asked = {place: phrase for place, phrase in reversed(best.items()) if place != self.usual}
        if len(asked) > 1:
            first, second, *_more = (_as_written(phrase, heading) for phrase in asked.values())
            return UNPLACED, _("Its heading speaks of two topics: “%(first)s” and “%(second)s”.") % {
                "first": first,
                "second": second,
            }
        for place, phrase in (asked or best).items():
            if place == UNPLACED:
                return place, _("The page has no field for “%s”.") % _as_written(phrase, heading)
            return place, _("Its heading speaks of “%s”.") % _as_written(phrase, heading)
        return UNPLACED, _("No word of its heading is known here.")


def _as_written(phrase: str, heading: str) -> str:
    """Return the part of a heading, in its own words, in which a phrase was found."""
    wanted, written = words_of(phrase), heading.split()
    at = [position for position, word in enumerate(written) if words_of(word) & wanted]
    return " ".join(written[at[0] : at[-1] + 1]).strip(".,:;") if at else phrase


def place(sections: Sequence[Section], vocabulary: Vocabulary, chosen: Mapping[int, str] | None = None) -> list[Placed]:
    """Say where each section belongs; `chosen` (position -> place) is what a person decided and goes first."""
    placed: list[Placed] = []
    open_at: list[int] = []  # positions of the headings above, the highest first
    title = _title(sections)
    for position, section in enumerate(sections):
        while open_at and (not section.level or sections[open_at[-1]].level >= section.level):
            open_at.pop()
        above = open_at[-1] if open_at else None
        found = _suggested(
            section, placed[above] if above is not None else None, vocabulary, is_title=position == title
        )
        decided = (chosen or {}).get(position, found.place)
        if decided != found.place:
            found = replace(found, place=decided, reason=_("You chose this."))
        placed.append(replace(found, under=above))
        if section.level and position != title:
            open_at.append(position)
    return placed


def _suggested(section: Section, above: Placed | None, vocabulary: Vocabulary, *, is_title: bool) -> Placed:
    if section.margin:
        return Placed(section, UNPLACED, _("The lines at the top and foot of each page."))
    if is_title:
        return Placed(section, UNPLACED, _("The title of the document, and the text under it."))
    if not section.heading:
        return Placed(section, UNPLACED, _("It comes before the first heading."))
    where, reason = vocabulary.judge(section.heading)
    if where == UNPLACED and above is not None and above.place != UNPLACED:
        return Placed(section, above.place, _("It is under the heading “%s”.") % above.section.heading)
    return Placed(section, where, reason, own="" if where == UNPLACED else where)


def _title(sections: Sequence[Section]) -> int | None:
    """Return the position of the document's title: the first heading, if all others are lower."""
    headings = [(position, each.level) for position, each in enumerate(sections) if each.level]
    if len(headings) > 1 and all(level > headings[0][1] for _position, level in headings[1:]):
        return headings[0][0]
    return None


def gathered(placed: Sequence[Placed], where: str, *, apart: bool = False) -> dict[int, Headed]:
    """Return what goes to one place, by position: a section each, with those under it that say nothing themselves.

    `apart`: a section whose own heading speaks of this place begins anew, wherever it stands.
    """
    found: dict[int, Headed] = {}
    holders: dict[int, int] = {}  # position -> position of the section that it is part of
    for position, each in enumerate(placed):
        if each.place != where:
            continue
        above = holders.get(each.under) if each.under is not None else None
        if above is not None and not (apart and each.own == where):
            holders[position] = above
            found[above][1].extend(with_heading(each.section.heading, each.section.passages))
        else:
            holders[position] = position
            found[position] = headed(each.section)
    return found


def with_heading(heading: str, passages: Sequence[Passage]) -> list[Passage]:
    return [*([f"<p><b>{escape(heading, quote=False)}</b></p>"] if heading else []), *passages]


def headed(section: Section) -> Headed:
    """Return a heading that fits, and the passages; a heading too long is said in full before them."""
    if len(section.heading) <= HEADING_MOST:
        return section.heading, list(section.passages)
    return Truncator(section.heading).chars(HEADING_MOST), with_heading(section.heading, section.passages)
