"""What a provider access statement takes from a Word document, and where."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.schools.provider_access.from_word.contacts import mail_addresses, names, telephone_numbers
from hub.schools.provider_access.from_word.times import Time, read_times
from hub.schools.provider_access.models import AccessTime, ProviderAccessPage
from hub.schools.word.front_page import dates_of
from hub.schools.word.headings import NUMBERED
from hub.schools.word.kinds import Kind, Offer, empty_places, offered_days
from hub.schools.word.markup import Passage, rich
from hub.schools.word.placing import UNPLACED, Headed, Placed, Vocabulary, gathered, headed, with_heading, words_of
from hub.schools.word.reader import Contents

TIMES = "times"
TEXTS = (
    "procedure",
    "grounds_for_granting",
    "grounds_for_refusing",
    "premises",
    "meetings_first",
    "meetings_second",
    "meetings_third",
)
# A heading of these words alone says no more than the name of its field.
MEETINGS = "meetings encounters with providers first second third key phase years"
NAMES = {
    "procedure": "how to ask, asking, requests, requesting access, procedure, management, providers",
    "grounds_for_granting": "grounds for granting access, requests, when we say yes",
    "grounds_for_refusing": "grounds for refusing access, refusal, requests, when we say no",
    "premises": "premises, facilities",
    **dict.fromkeys(("meetings_first", "meetings_second", "meetings_third"), MEETINGS),
}
# A form offers so many of a kind: a document with more is no statement.
OFFERED_MOST = 12


def places() -> list[tuple[str, str]]:
    labels = [(name, capfirst(str(ProviderAccessPage._meta.get_field(name).verbose_name))) for name in TEXTS]
    times = (TIMES, _("When providers can come (a table by year and term)"))
    return [*labels[:4], times, *labels[4:]]


def write(page: ProviderAccessPage, placed: Sequence[Placed]) -> list[Headed]:
    """Write the texts and times that the document has; what it says nothing on stays as the page has it."""
    unplaced = gathered(placed, UNPLACED)
    for name in TEXTS:
        here = {position: each.section for position, each in enumerate(placed) if each.place == name}
        if any(section.passages for section in here.values()):
            # The editor of these fields knows no italics.
            setattr(page, name, rich(_passages(placed, name)).replace("<i>", "").replace("</i>", ""))
        else:  # a heading alone is no text
            unplaced |= {position: headed(section) for position, section in here.items()}
    times: list[Time] = []
    for position, each in enumerate(placed):
        if each.place == TIMES:
            found = read_times(each.section.passages)
            times += found.times
            if found.rest or not found.times:
                unplaced[position] = headed(replace(each.section, passages=tuple(found.rest)))
    if times:
        _write_times(page, times)
    return [headed for _position, headed in sorted(unplaced.items())]


def _passages(placed: Sequence[Placed], name: str) -> list[Passage]:
    """Return what goes to one field; headings that only say what the field is called do not stand at its top."""
    passages: list[Passage] = []
    for each in placed:
        if each.place == name:
            said = not passages and _is_name_of(name, each.section.heading)
            passages += with_heading("" if said else each.section.heading, each.section.passages)
    return passages


def _is_name_of(name: str, heading: str) -> bool:
    """Tell whether a heading says no more than the name of its field. A text may refer to the number of another."""
    words = frozenset(word for word in words_of(heading) if not word.isdecimal())
    return bool(words) and words <= words_of(NAMES[name]) and not NUMBERED.match(heading)


def _write_times(page: ProviderAccessPage, times: Sequence[Time]) -> None:
    """Put `times` in the place of those the page has. A row that says the same stays, with its translations."""
    there = {(row.term, row.what): row for row in page.times.all()}
    rows = []
    for order, time in enumerate(dict.fromkeys(times)):
        row = there.pop((time.term, time.what), None) or AccessTime(term=time.term, what=time.what)
        row.years, row.sort_order = list(time.years), order
        rows.append(row)
    page.times = rows


def made(page: ProviderAccessPage) -> str:
    return _(
        "The draft is made. Texts: %(texts)d; times of access: %(times)d; passages not placed yet: %(unplaced)d. "
        "Nothing is published."
    ) % {
        "texts": sum(bool(getattr(page, name)) for name in TEXTS),
        "times": len(page.times.all()),
        "unplaced": len(page.unplaced),
    }


def offers(contents: Contents) -> list[Offer]:
    """Return the dates of the front page and whom the document names for asking. None is taken by itself."""
    dates = dates_of(contents.sections)
    found = [
        *offered_days("dated", dates, ("effective", "dated", "approved")),
        *offered_days("last_reviewed", dates, ("reviewed",)),
    ]
    for name, values in (
        ("contact_name", names(contents.sections)),
        ("contact_email", mail_addresses(contents.sections)),
        ("contact_telephone", telephone_numbers(contents.sections)),
    ):
        fitting = [value for value in values[:OFFERED_MOST] if _fits(name, value)]
        if fitting:
            found.append(Offer(name, tuple((value, value) for value in fitting)))
    return found


def _fits(name: str, value: str) -> bool:
    try:
        ProviderAccessPage._meta.get_field(name).clean(value, None)  # type: ignore[union-attr]
    except ValidationError:
        return False
    return True


def notes(page: ProviderAccessPage | None, placed: Sequence[Placed]) -> list[str]:
    """Say how many times of access the tables give, what they replace, and for which fields there is no text."""
    found = [read_times(each.section.passages) for each in placed if each.place == TIMES]
    times = sum(len(each.times) for each in found)
    said = []
    if times:
        said.append(ngettext("%d time of access was read.", "%d times of access were read.", times) % times)
        there = len(page.get_latest_revision_as_object().times.all()) if page else 0
        if there:
            said.append(_("They take the place of those that the statement has now (%d).") % there)
    if any(each.rest for each in found):
        said.append(_("What names no year group and term is no time of access, and is kept apart."))
    lacking = empty_places(KIND, placed)
    if lacking:
        words = _("Nothing in the document goes to: %s. What the statement says there now stays.")
        said.append((words if page else _("Nothing in the document goes to: %s.")) % "; ".join(lacking))
    return said


VOCABULARY = Vocabulary(Path(__file__).parent / "statement_headings.json")
KIND = Kind(
    key="provider-access",
    model=ProviderAccessPage,
    title=gettext_lazy("Provider access statement from Word"),
    vocabulary=VOCABULARY,
    places=places,
    write=write,
    made=made,
    offers=offers,
    notes=notes,
    about=gettext_lazy(
        "A table of opportunities by year group and term becomes the times of access; in other texts a table becomes a "
        "list. Dates and contacts are offered for their fields, and you choose. Meetings with providers are not read: "
        "record them on the page."
    ),
    about_dates=gettext_lazy("A date is taken only if you choose it."),
)
