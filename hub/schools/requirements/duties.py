"""Whom a rule binds, and how strongly: by type of school AND by the years it teaches.

The words of hub/schools/data/school_types.json decide by type. A type or an age the register does not give is Unknown.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from hub.publication.rules import Strength, Unknown
from hub.schools.school_types import SchoolType
from hub.schools.subject import SchoolSubject

Applies = Callable[[SchoolSubject], Strength | Unknown | None]

NURSERY, PUPIL_REFERRAL_UNIT = "15", "14"
UNKNOWN_TYPE = Unknown(_("Not checkable: the register does not say what type of school this is."))
UNKNOWN_AGES = Unknown(_("Not checkable: the register does not say which ages this school teaches."))
UNCLEAR_LAW = Unknown(_("Not checkable: it is unclear whether the law reaches this type of school."))


def _strength(words: str) -> Strength | Unknown | None:
    """Read a duty column of the table of types."""
    if words.startswith("must"):
        return Strength.MUST
    if words.startswith(("should", "guidance", "funding")):
        return Strength.SHOULD
    return UNCLEAR_LAW if words.startswith("unclear") else None


def _known(subject: SchoolSubject) -> SchoolType | Unknown:
    """Return the type of a school whose type and ages are both known, else why nothing can be checked."""
    if subject.school_type is None:
        return UNKNOWN_TYPE
    return UNKNOWN_AGES if subject.years is None else subject.school_type


def in_years(rule: Applies, *years: int) -> Applies:
    """Bind as `rule` does, but only a school that teaches one of `years`."""
    wanted = frozenset(years)

    def applies(subject: SchoolSubject) -> Strength | Unknown | None:
        if subject.years is None or wanted & subject.years:
            return rule(subject)
        return known if isinstance(known := _known(subject), Unknown) else None

    return applies


def publishing(subject: SchoolSubject) -> Strength | Unknown | None:
    """Publish careers information: must for maintained schools, should for academies and colleges (Year 7 on)."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    return _strength(known.publish_careers_information) if subject.secondary_years else None


def provider_access(subject: SchoolSubject) -> Strength | Unknown | None:
    """Education Act 1997 s42B: state-funded secondary education, but not a special school in a hospital."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    in_hospital = subject.in_hospital and "hospital" in known.provider_access
    return _strength(known.provider_access) if subject.secondary_years and not in_hospital else None


def independent_guidance(subject: SchoolSubject) -> Strength | Unknown | None:
    """Education Act 1997 s42A: pupils in Years 7 to 13."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    return _strength(known.guidance) if subject.secondary_years else None


def independent_guidance_before_2022(subject: SchoolSubject) -> Strength | Unknown | None:
    """The same until 31 August 2022: maintained schools and pupil referral units, and pupils in Years 8 to 13."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    maintained = known.publish_careers_information.startswith("must") or known.code == PUPIL_REFERRAL_UNIT
    return Strength.MUST if maintained and subject.secondary_years - {7} else None


def statutory_guidance(subject: SchoolSubject) -> Strength | Unknown | None:
    """The Gatsby Benchmarks by guidance or funding agreement: should, for every state secondary school and college."""
    bound = publishing(subject)
    return Strength.SHOULD if isinstance(bound, Strength) else bound


def ambitions(subject: SchoolSubject) -> Strength | Unknown | None:
    """London Ambitions for all: voluntary, primary schools and independent schools too."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    return Strength.VOLUNTARY if subject.years and known.code != NURSERY else None


def ambitions_secondary(subject: SchoolSubject) -> Strength | Unknown | None:
    """London Ambitions for every secondary school and college: voluntary."""
    bound = ambitions(subject)
    return bound if isinstance(bound, Unknown) or subject.secondary_years else None
