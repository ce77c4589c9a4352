"""By whose word a rule binds a type of school, whose duty it is, and what is uncertain about it.

Statutory guidance is statutory for schools only. Colleges are held to it by the conditions of their funding, a city
technology college by its funding agreement.
"""

from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hub.publication.rules import UNQUALIFIED, LazyText, Qualification
from hub.schools.duties.binding import PUPIL_REFERRAL_UNIT
from hub.schools.duties.subject import SchoolSubject

# By the beginning of the words of the table of types; whoever is not in here is a school.
OUTSIDE_SCHOOLS: tuple[tuple[str, LazyText], ...] = (
    ("guidance as for colleges", _("Guidance and conditions of funding, as for colleges")),
    ("guidance", _("Guidance, as a condition of funding")),
    ("funding", _("Funding agreement")),
)
STATUTORY_GUIDANCE = _("Statutory guidance")
REGULATIONS_IN_DOUBT = _("It is uncertain whether the Regulations reach a pupil referral unit.")
DUTY_HOLDER = _("the local authority or the management committee")


def _outside(words: str) -> LazyText:
    """Return what holds a place that is no school in the sense of the guidance; empty for a school."""
    return next((text for beginning, text in OUTSIDE_SCHOOLS if words.startswith(beginning)), "")


def publishing(subject: SchoolSubject) -> Qualification:
    """What is particular about publishing careers information: only maintained schools are held by the Regulations."""
    kind = subject.school_type
    words = kind.publish_careers_information if kind else "must"
    if words.startswith("must"):
        return UNQUALIFIED
    if kind and kind.code == PUPIL_REFERRAL_UNIT:
        return Qualification(source=STATUTORY_GUIDANCE, doubt=REGULATIONS_IN_DOUBT)
    return Qualification(source=_outside(words) or _("Statutory guidance, funding agreement"))


def guidance(topic: LazyText) -> Callable[[SchoolSubject], Qualification]:
    """Return what is particular about the guidance on `topic`."""

    def qualification(subject: SchoolSubject) -> Qualification:
        kind = subject.school_type
        source = _outside(kind.publish_careers_information) if kind else ""
        return Qualification(source=format_lazy("{source}: {topic}", source=source, topic=topic) if source else "")

    return qualification


def independent_guidance(subject: SchoolSubject) -> Qualification:
    """What is particular about careers guidance under s42A: for a pupil referral unit the duty is not the school's."""
    is_unit = subject.school_type is not None and subject.school_type.code == PUPIL_REFERRAL_UNIT
    return Qualification(bearer=DUTY_HOLDER) if is_unit else UNQUALIFIED
