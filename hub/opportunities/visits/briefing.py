"""The sheet for a visitor: what its parts are called, and what each begins with for an age group. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.rules import LazyText

PARTS: dict[str, LazyText] = {
    "who": gettext_lazy("Who the class is"),
    "know": gettext_lazy("What they know"),
    "say": gettext_lazy("What to say"),
    "leave": gettext_lazy("What to leave out"),
    "questions": gettext_lazy("Questions they will ask"),
    "arrival": gettext_lazy("Arrival"),
    "safeguarding": gettext_lazy("Safeguarding"),
    "photographs": gettext_lazy("Photographs"),
    "ring": gettext_lazy("Whom to ring on the day"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet with its words."""

    key: str
    heading: LazyText
    words: str


def parts(said: dict[str, str]) -> list[Part]:
    """Return the parts that have words, in order."""
    return [Part(key, heading, said[key]) for key, heading in PARTS.items() if said.get(key)]


def beginning(*, years: list[int], pupils: int, needs: str) -> dict[str, str]:
    """Return what the parts begin with for pupils of `years`; the school changes every word of it."""
    youngest = min(years, default=9)
    who = _("%(pupils)s pupils of Year %(years)s.") % {
        "pupils": pupils,
        "years": ", ".join(str(year) for year in years) or youngest,
    }
    return {
        "who": " ".join(filter(None, [who, needs])),
        "say": _age(youngest),
        "leave": _("No adverts, and nothing that a pupil would have to buy or sign up to."),
        "questions": _questions(youngest),
        "arrival": _("Come to the main entrance a quarter of an hour early. Bring a document with your photograph."),
        "safeguarding": _(
            "A member of staff stays with you and the class all the time. Do not exchange contact details with pupils. "
            "If a pupil tells you something that worries you, tell the member of staff at once."
        ),
        "photographs": _("Please take none. The school does, of pupils whose families agreed."),
    }


def _age(youngest: int) -> str:
    if youngest <= 6:
        return _("Short words, something to touch or try, and a story of your own day. Ten minutes of talk at a time.")
    if youngest <= 9:
        return _(
            "How you came to your work, turns that went wrong included, and what you do all day. Show, ask, then talk: "
            "no longer than fifteen minutes at a time."
        )
    if youngest <= 11:
        return _(
            "What you looked for when you chose, what people start on, which subjects you use, and the ways in beside "
            "university."
        )
    return _("How people get in today, what you look for in an application, and what you wish you had known at 17.")


def _questions(youngest: int) -> str:
    if youngest <= 6:
        return _("What do you like best? Is it hard? What did you want to be when you were my age?")
    if youngest <= 9:
        return _("What do you earn to begin with? What happens when you make a mistake? Do you need maths?")
    return _("What do people start on? What did you study? What would you do differently?")
