"""Why a rota cannot be whole, in words: what is counted first, then class by class. Pure."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.events.planner.choosing import runs_of
from hub.events.planner.rota import Group, Parts


def reasons_for(parts: Parts, lacking: Mapping[int, int], *, proven: bool) -> Iterator[str]:
    """Yield why classes lack workshops; `proven` says that no rota at all could give more."""
    if not lacking:
        return
    yield from _of_all(parts)
    for group in parts.groups:
        if group.key in lacking:
            yield _of_group(parts, group, lacking[group.key], proven=proven)


def _of_all(parts: Parts) -> Iterator[str]:
    needed, slots = parts.each * len(parts.groups), len(parts.slots)
    if not parts.talks:
        yield _("There is no workshop yet.")
        return
    if parts.each > slots:
        text = ngettext(
            "The day has %(slots)s time for workshops; each class should hear %(each)s.",
            "The day has %(slots)s times for workshops; each class should hear %(each)s.",
            slots,
        )
        yield text % {"slots": slots, "each": parts.each}
    runs = sum(runs_of(parts, talk.key) for talk in parts.talks)
    if runs < needed:
        text = _("All workshops can run %(runs)s times; %(classes)s classes with %(each)s each need %(needed)s.")
        yield text % {"runs": runs, "classes": len(parts.groups), "each": parts.each, "needed": needed}
    if parts.places and len(parts.places) * slots < needed:
        text = _("There is room for %(room)s sessions (%(rooms)s rooms, %(slots)s times); %(needed)s are needed.")
        places = {"room": len(parts.places) * slots, "rooms": len(parts.places), "slots": slots, "needed": needed}
        yield text % places


def _of_group(parts: Parts, group: Group, lacks: int, *, proven: bool) -> str:
    said = {"name": group.name, "n": lacks, "people": group.people}
    text = ngettext("%(name)s lacks %(n)s workshop:", "%(name)s lacks %(n)s workshops:", lacks) % said
    if parts.places and not any(place.fits(group.people) for place in parts.places):
        return f"{text} " + _("no room holds %(people)s people.") % said
    fit = [talk for talk in parts.talks if talk.is_for(group.year) and talk.slots & parts.numbers]
    if len(fit) < parts.each:
        more = ngettext("only %(n)s workshop is for its year.", "only %(n)s workshops are for its year.", len(fit))
        return f"{text} " + more % {"n": len(fit)}
    if proven:
        return f"{text} " + _("the workshops for its year are with other classes as often as they can run.")
    return f"{text} " + _("no time was found when one of its workshops, a room and the class are all free.")
