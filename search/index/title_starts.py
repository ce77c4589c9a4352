"""Where the titles of entries begin: written beside them, and read for suggestions while somebody types."""

from collections.abc import Iterable

from search.index.analysis import FILLER, fold, spans
from search.index.models.entries import Entry
from search.index.models.title_starts import TitleStart

STARTS = 4
# A title longer than this is no suggestion: nobody reads it in a list that changes.
LONGEST_TITLE = 160
LONGEST_START = 64
FILLER_WORDS = frozenset(FILLER.split())


def flat(text: str) -> str:
    """Return the folded words of a text, joined by spaces."""
    return " ".join(fold(text[start:end]).replace("'", "").replace("-", " ") for start, end in spans(text))


def starts(title: str) -> list[str]:
    """Return the title from its beginning and from its next telling words on: at most four.

    >>> starts("Prepare for a mock interview")
    ['prepare for a mock interview', 'mock interview', 'interview']
    """
    words = flat(title).split()
    at = [n for n, word in enumerate(words) if n == 0 or word not in FILLER_WORDS][:STARTS]
    return [" ".join(words[n:]) for n in at]


def write(entries: Iterable[Entry]) -> None:
    """Write where the titles of entries begin, in place of what was written of them before."""
    entries = list(entries)
    remove(entry.pk for entry in entries)
    TitleStart.objects.bulk_create(row for entry in entries for row in rows(entry))


def rows(entry: Entry) -> list[TitleStart]:
    """Return what is to be written of an entry: nothing of a school's, nor of a title too long to be suggested."""
    if entry.school_id is not None or len(entry.title) > LONGEST_TITLE:
        return []
    found = (start.encode()[:LONGEST_START] for start in starts(entry.title))
    return [TitleStart(entry=entry, locale=entry.locale, start=start) for start in found]


def remove(pks: Iterable[int]) -> None:
    TitleStart.objects.filter(entry__in=list(pks)).delete()
