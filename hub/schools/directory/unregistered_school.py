"""What a school of a type publishes, in general words, for a school that has no page here.

Whom what binds, and how, is asked of the rules. Must is law, should is guidance or a funding agreement, voluntary is
London Ambitions: three lists, never one, and beside them what cannot be known.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.rules import Exempt, LazyText, Strength, Unknown
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
    ("CAG-01", gettext_lazy("Who gives independent careers guidance.")),
    ("LA2-1", gettext_lazy("100 hours of experience of the world of work by the end of Year 11.")),
    ("LA4-1", gettext_lazy("A governor who keeps watch over careers.")),
    ("LA3-6", gettext_lazy("A yearly report on how careers is taught in the school.")),
)

# How each rule binds, by its id.
Bound = Mapping[str, Strength | Exempt | Unknown | None]


@dataclass(frozen=True)
class Expectations:
    """Sentences by strength. `known` is False where type or ages are unknown: then nothing is claimed.

    `unclear`: what nobody knows to bind such a school, then why. `exempt`: why it need not publish careers information.
    """

    known: bool
    must: tuple[str, ...] = ()
    should: tuple[str, ...] = ()
    voluntary: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    exempt: str = ""
    primary: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """Three things a family may ask a school that has no page here."""
        if self.primary:
            return (
                _("Who comes in to talk about the work they do?"),
                _("Does my child’s class visit a workplace?"),
                _("How do you show children that a job is for anyone?"),
            )
        return (
            _("When will my child meet a college or training provider this year?"),
            _("When is the work placement, and who finds it?"),
            _("How do we book a meeting with the careers adviser?"),
        )

    @property
    def nothing_binds(self) -> bool:
        return self.known and not self.must and not self.should and not self.unclear


def expectations(registration: Registration | None) -> Expectations:
    """Return what the law, the guidance and London Ambitions ask a school like this one to publish."""
    kind = registration.school_type if registration else None
    years = registration.years_taught if registration else None
    if registration is None or kind is None or years is None:
        return Expectations(known=False)
    in_hospital = registration.school.in_hospital
    subject = SchoolSubject(type_code=kind.code, years=frozenset(years), in_hospital=in_hospital)
    bound = {rule_id: RULES_BY_ID[rule_id].applies(subject) for rule_id, _sentence in SENTENCES}
    publishing = bound["PUB-01"]
    return Expectations(
        known=True,
        must=_said(subject, bound, Strength.MUST),
        should=_said(subject, bound, Strength.SHOULD),
        voluntary=_said(subject, bound, Strength.VOLUNTARY),
        unclear=_unclear(bound),
        exempt=str(publishing.reason) if isinstance(publishing, Exempt) else "",
        primary=not subject.secondary_years,
    )


def _said(subject: SchoolSubject, bound: Bound, strength: Strength) -> tuple[str, ...]:
    """Return the sentences on what binds with `strength`, each with what is uncertain about it."""
    doubts = {rule_id: RULES_BY_ID[rule_id].qualification(subject).doubt for rule_id in bound}
    return tuple(f"{text} {doubts[i]}".strip() for i, text in SENTENCES if bound[i] is strength)


def _unclear(bound: Bound) -> tuple[str, ...]:
    """Return the sentences on what nobody knows to bind, and each reason once."""
    unknown = {str(text): str(b.reason) for i, text in SENTENCES if isinstance(b := bound[i], Unknown)}
    return (*unknown, *dict.fromkeys(unknown.values()))
