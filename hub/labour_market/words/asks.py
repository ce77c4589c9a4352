"""What parents and carers may ask, at home and of the school."""

from django.utils.translation import gettext as _

from hub.labour_market.models import Area
from hub.labour_market.words.names import inside, place


def of_a_place(area: Area) -> tuple[str, ...]:
    """Return questions about the work of a place."""
    told = {"place": place(area)}
    return (
        _("At home: which of the biggest industries in %(place)s have you met someone from?") % told,
        _("At home: would you rather work near home, or travel for a job you like?"),
        _("Of the school: which employers in %(place)s do pupils meet, and when?") % told,
        _("Of the school: where did last year's leavers go, and how many began an apprenticeship?"),
        _("Of the school: who gives careers guidance, and when is my child's talk?"),
    )


def of_a_sector(label: str) -> tuple[str, ...]:
    """Return questions about a sector."""
    told = {"sector": inside(label)}
    return (
        _("At home: which jobs in %(sector)s had you not heard of?") % told,
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
