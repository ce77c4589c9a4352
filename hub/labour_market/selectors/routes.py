"""How people get into a kind of work, as the classification of occupations tells it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hub.labour_market.models import Occupation
from hub.labour_market.profiles import Answer
from hub.labour_market.selectors.draft import Draft
from hub.labour_market.words import names
from hub.labour_market.words.names import inside

# The ways in that the classification names, by words that it has for them.
WAYS = {
    "apprenticeship": ("apprentice",),
    "degree": ("degree",),
    "open": ("no formal", "no minimum", "no pre-set", "no academic"),
}
# Managers and directors: nobody begins there.
MANAGERS = "1"


def ways_in(occupations: Sequence[Occupation]) -> Answer | None:
    """How people get in, as the classification of occupations tells it."""
    draft = Draft("ways-in", _("How do people get in?"))
    told = [row for row in occupations if row.entry_routes]
    if not told:
        return None
    if len(told) > 1:
        _ways_in_counted(draft, told)
    else:
        draft.say(_("This is what the Standard Occupational Classification 2020 says of it."))
        draft.opening = 2
        draft.say(_stopped(told[0].entry_routes))
    draft.easy(*_easy_ways(told))
    draft.link(_("Find an apprenticeship"), "https://www.gov.uk/apply-apprenticeship")
    return draft.answer()


def _ways_in_counted(draft: Draft, told: Sequence[Occupation]) -> None:
    """Add how many kinds of job name each way, with one job for each of them."""
    counted = {way: sum(_names(row, way) for row in told) or _("none") for way in WAYS} | {"all": len(told)}
    draft.say(
        _(
            "For %(all)s kinds of job here the Standard Occupational Classification 2020 says how people get in:"
            " it names an apprenticeship for %(apprenticeship)s of them and a degree for %(degree)s."
        )
        % counted
    )
    for row in _examples(told):
        draft.say(_("%(job)s: %(routes)s") % {"job": names.job(row.title), "routes": _stopped(row.entry_routes)})
        draft.link(names.job(row.title), f"occupations/{row.code}/")


def _examples(told: Sequence[Occupation]) -> list[Occupation]:
    """Return one job for each way in that is named, the ones that are said in the fewest words."""
    found: list[Occupation] = []
    for way in WAYS:
        named = [row for row in told if _names(row, way) and row not in found and not row.code.startswith(MANAGERS)]
        found += sorted(named, key=lambda row: (says_little(row), shared(row), len(row.entry_routes)))[:1]
    return found or list(told[:1])


def shared(row: Occupation) -> int:
    """Return how many sectors a kind of job belongs to, where its query counted them."""
    return int(getattr(row, "shared", 1))


def says_little(row: Occupation) -> bool:
    """Whether a title says what is left over, or whom one becomes later, rather than a job."""
    return any(word in row.title.lower() for word in ("other ", "n.e.c", "manager", "proprietor", "supervisor"))


def _easy_ways(told: Sequence[Occupation]) -> list[str]:
    lines = {
        "apprenticeship": _("You can learn on the job: an apprenticeship."),
        "degree": _("You can go to university for a degree."),
        "open": _("For some jobs no set grades are asked for."),
    }
    said = [line for way, line in lines.items() if any(_names(row, way) for row in told)]
    return said or [_("Ask at school how people get in.")]


def _names(row: Occupation, way: str) -> bool:
    """Whether the classification names a way into an occupation."""
    return any(word in row.entry_routes.lower() for word in WAYS[way])


def _stopped(text: str) -> str:
    """Return a sentence of somebody else's with its full stop, and single spaces."""
    joined = " ".join(text.split()).replace("/ ", "/")
    return joined if joined.endswith((".", "!", "?")) else joined + "."


def well_named(occupations: Sequence[Occupation], *, most: int = 3) -> list[str]:
    """Return the titles of some jobs that say what is done, each from another group."""
    found: dict[str, str] = {}
    for row in occupations:
        if not says_little(row):
            found.setdefault(row.code[:2], inside(row.title))
    return list(found.values())[:most]
