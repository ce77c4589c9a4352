"""What schools of a type are asked to publish, for a school that has no page here.

The rules say what applies to which type. Must is law, should is guidance or a funding agreement, voluntary is
London Ambitions: three lists, never one, and beside them what cannot be determined.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.rules import Exempt, LazyText, Strength, Unknown
from hub.schools.duties.binding import UNKNOWN_TYPE
from hub.schools.duties.published import registered
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.duties.subject import SchoolSubject
from hub.schools.register.models import Registration

# What is said of several rules in one sentence, and the rule that stands for them.
SENTENCES: tuple[tuple[str, LazyText], ...] = (
    (
        "PUB-01",
        gettext_lazy(
            "The careers leader’s name, email and telephone; what each year gets; how it measures results; "
            "the next review date."
        ),
    ),
    ("PAL-01", gettext_lazy("A policy on access for colleges and training providers, and how they can ask for it.")),
    ("CAG-01", gettext_lazy("Independent careers guidance for every pupil.")),
    ("LA2-1", gettext_lazy("100 hours of experience of the world of work by the end of Year 11.")),
    ("LA4-1", gettext_lazy("A governor who oversees careers.")),
    ("LA3-6", gettext_lazy("A yearly report on how careers is taught in the school.")),
)

# What is said of a college in other words: its learners follow courses at levels, and no year groups.
OF_A_COLLEGE: dict[str, LazyText] = {
    "PUB-01": gettext_lazy(
        "The careers leader’s name, email and telephone; what each course or level gets; how it measures results; "
        "the next review date."
    ),
    "LA3-6": gettext_lazy("A yearly report on how careers is taught in the college."),
}
# Of these, what law or guidance may ask for.
IN_LAW = ("PUB-01", "PAL-01", "CAG-01")
# How each rule binds, by its id.
Bound = Mapping[str, Strength | Exempt | Unknown | None]


@dataclass(frozen=True)
class Expectations:
    """Sentences by strength. `known` is False where nothing can be said: then nothing is claimed, and `why` says why.

    `nothing_binds`: no law or guidance asks it for anything, whatever it may choose to do. `unclear`: what may apply,
    and why that is unknown. `exempt`: why it need not publish careers information.
    """

    known: bool
    must: tuple[str, ...] = ()
    should: tuple[str, ...] = ()
    voluntary: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    exempt: str = ""
    primary: bool = False
    college: bool = False
    nothing_binds: bool = False
    why: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """Three things a family may ask a school that has no page here."""
        if self.primary:
            return (
                _("Who comes in to talk about the work they do?"),
                _("Does my child’s class visit a workplace?"),
                _("How do you show children that a job is for anyone?"),
            )
        if self.college:
            return (
                _("What do people do after this course: which jobs, apprenticeships or degrees?"),
                _("When does the course meet employers, and who finds the placement?"),
                _("How do we book a meeting with the careers adviser?"),
            )
        return (
            _("When will my child meet a college or training provider this year?"),
            _("When is the work placement, and who finds it?"),
            _("How do we book a meeting with the careers adviser?"),
        )


def expectations(registration: Registration | None) -> Expectations:
    """Return what the law, the guidance and London Ambitions ask a school like this one to publish."""
    if registration is None:
        return Expectations(known=False, why=str(UNKNOWN_TYPE.reason))
    subject = registered(registration.school, registration)
    bound = {rule_id: RULES_BY_ID[rule_id].binds(subject) for rule_id, _sentence in SENTENCES}
    in_law = bound["PUB-01"]
    if all(isinstance(each, Unknown) for each in bound.values()):
        why = str(in_law.reason) if isinstance(in_law, Unknown) else ""
        return Expectations(known=False, why=why, college=subject.is_college)
    asked_by_law = (bound[rule_id] for rule_id in IN_LAW)
    return Expectations(
        known=True,
        must=_said(subject, bound, Strength.MUST),
        should=_said(subject, bound, Strength.SHOULD),
        voluntary=_said(subject, bound, Strength.VOLUNTARY),
        unclear=_unclear(bound),
        exempt=str(in_law.reason) if isinstance(in_law, Exempt) else "",
        primary=subject.teaches_secondary is False,
        college=subject.is_college,
        nothing_binds=all(isinstance(each, Exempt) for each in asked_by_law),
    )


def _said(subject: SchoolSubject, bound: Bound, strength: Strength) -> tuple[str, ...]:
    """Return the sentences on what applies with `strength`, each with what is uncertain about it."""
    doubts = {rule_id: RULES_BY_ID[rule_id].qualification(subject).doubt for rule_id in bound}
    other = OF_A_COLLEGE if subject.is_college else {}
    return tuple(f"{other.get(i, text)} {doubts[i]}".strip() for i, text in SENTENCES if bound[i] is strength)


def _unclear(bound: Bound) -> tuple[str, ...]:
    """Return the sentences on what may apply, and each reason once why that cannot be determined."""
    unknown = {str(text): str(b.reason) for i, text in SENTENCES if isinstance(b := bound[i], Unknown)}
    return (*unknown, *dict.fromkeys(unknown.values()))
