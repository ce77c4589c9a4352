"""How a rule applies to a type of school where that differs: its source, whose duty it is, what is uncertain.

Statutory guidance is statutory for schools only. It applies to colleges by the conditions of their funding, to a city
technology college by its funding agreement.
"""

from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hub.publication.rules import UNQUALIFIED, LazyText, Qualification
from hub.schools.duties.binding import PUPIL_REFERRAL_UNIT
from hub.schools.duties.subject import SchoolSubject

# By the beginning of the words of the table of types; a type that is not here is a school.
OUTSIDE_SCHOOLS: tuple[tuple[str, LazyText], ...] = (
    ("guidance as for colleges", _("Guidance and conditions of funding, as for colleges")),
    ("guidance", _("Guidance, as a condition of funding")),
    ("funding", _("Funding agreement")),
)
STATUTORY_GUIDANCE = _("Statutory guidance")
REGULATIONS_IN_DOUBT = _("It is uncertain whether the Regulations reach a pupil referral unit.")
# Education Act 1996 Schedule 1, paragraph 1: "References in any enactment to the proprietor or governing body of a
# school shall be read, in relation to a pupil referral unit, as references to the local education authority."
DUTY_HOLDER = _("the local authority")


def _outside(words: str) -> LazyText:
    """Return the source for a place that is no school in the sense of the guidance; empty for a school."""
    return next((text for beginning, text in OUTSIDE_SCHOOLS if words.startswith(beginning)), "")


def publishing(subject: SchoolSubject) -> Qualification:
    """The qualification on publishing careers information: the Regulations apply to maintained schools only."""
    kind = subject.school_type
    words = kind.publish_careers_information if kind else "must"
    if words.startswith("must"):
        return UNQUALIFIED
    if kind and kind.code == PUPIL_REFERRAL_UNIT:
        return Qualification(source=STATUTORY_GUIDANCE, doubt=REGULATIONS_IN_DOUBT)
    source = _outside(words) or _("Statutory guidance, funding agreement")
    return Qualification(source=source, called=_called(subject))


def _called(subject: SchoolSubject) -> LazyText:
    return _("the college") if subject.is_college else ""


def guidance(topic: LazyText) -> Callable[[SchoolSubject], Qualification]:
    """Return the qualification on the guidance on `topic`."""

    def qualification(subject: SchoolSubject) -> Qualification:
        kind = subject.school_type
        source = _outside(kind.publish_careers_information) if kind else ""
        named = format_lazy("{source}: {topic}", source=source, topic=topic) if source else ""
        return Qualification(source=named, called=_called(subject))

    return qualification


def independent_guidance(subject: SchoolSubject) -> Qualification:
    """The qualification on careers guidance under s42A: for a pupil referral unit it is not the school's duty."""
    return Qualification(bearer=DUTY_HOLDER) if _is_unit(subject) else UNQUALIFIED


def provider_access(subject: SchoolSubject) -> Qualification:
    """The qualification on s42B: in law the local authority stands for a pupil referral unit's proprietor."""
    return Qualification(bearer=DUTY_HOLDER) if _is_unit(subject) else UNQUALIFIED


def _is_unit(subject: SchoolSubject) -> bool:
    return subject.school_type is not None and subject.school_type.code == PUPIL_REFERRAL_UNIT
