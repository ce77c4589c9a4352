"""What parents and carers may ask, at home and of the school: from the figures, where there are some."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hub.labour_market.models import Area
from hub.labour_market.profiles import Point
from hub.labour_market.words.names import inside, place
from hub.labour_market.words.numbers import in_hundred
from hub.labour_market.words.periods import when


def of_a_place(area: Area, *, industry: str = "", education: Point | None = None) -> tuple[str, ...]:
    """Return questions about the work of a place, its biggest industry, and where its pupils went."""
    told = {"place": place(area), "industry": industry}
    asks = [
        _("At home: would you rather work near home, or travel for a job you like?"),
        _("Of the school: which employers in %(place)s do pupils meet, and when?") % told,
        _("Of the school: where did last year's leavers go, and how many began an apprenticeship?"),
        _("Of the school: who gives careers guidance, and when is my child's interview?"),
    ]
    if industry:
        asks.insert(0, _("At home: many jobs in %(place)s are in %(industry)s. Do we know anyone who does one?") % told)
    if education:
        told |= {"share": in_hundred(education.number), "when": when(education)}
        stayed = _(
            "Of the school: in %(place)s %(share)s stayed in education after Year 11 %(when)s. How many did from here?"
        )
        asks.insert(-1, stayed % told)
    return tuple(asks)


def of_a_sector(label: str, jobs: Sequence[str] = ()) -> tuple[str, ...]:
    """Return questions about a sector, with some of its jobs."""
    told = {"sector": inside(label), "jobs": "; ".join(jobs)}
    first = _("At home: these jobs are in %(sector)s: %(jobs)s. Which would you like to hear more of?")
    known = _("At home: which jobs in %(sector)s had you not heard of?")
    return (
        (first if jobs else known) % told,
        _("At home: do you know anyone who does one of them? What would you ask them?"),
        _("Of the school: which subjects keep the ways into %(sector)s open?") % told,
        _("Of the school: can my child visit, or meet someone who works in %(sector)s?") % told,
        _("Of the school: what other ways in are there, beside a degree?"),
    )


def of_a_job(title: str) -> tuple[str, ...]:
    """Return questions about one kind of job."""
    told = {"job": inside(title)}
    return (
        _("At home: which of these tasks would you like, and which not?"),
        _("Of the school: which qualifications do %(job)s need, and where are they taught?") % told,
        _("Of the school: can my child meet someone who does this job?"),
    )
