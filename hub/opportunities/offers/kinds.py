"""The kinds of offer, in the words of those who offer, and the kinds of activity that each may become."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferKind(models.TextChoices):
    """What an organisation may offer. The value is the public key and never changes."""

    TALK = "talk", _("A talk, or questions from a class")
    NETWORKING = "networking", _("Speed networking: several people, small groups")
    WORKPLACE_VISIT = "workplace-visit", _("A visit to a workplace")
    WORK_EXPERIENCE = "work-experience", _("Work experience")
    SHADOWING = "shadowing", _("A day beside somebody at work")
    INTERVIEWS = "interviews", _("Practice interviews and help with applying")
    FAIR = "fair", _("A stand or workshop at a careers fair or family day")
    PROJECT = "project", _("A project or a real task for a class")
    STUDY_VISIT = "study-visit", _("A visit or taster at a college or university")
    APPRENTICES = "apprentices", _("Apprentices who tell of their work")
    MENTORING = "mentoring", _("Mentoring")
    APPRENTICESHIP = "apprenticeship", _("An apprenticeship")
    SUPPORTED_INTERNSHIP = "supported-internship", _("A supported internship")


# The slugs of curriculum.ActivityKind. The first is what a visit is entered as in a school's programme; an
# apprenticeship is a job, and no activity of a programme.
ACTIVITY_KINDS: dict[str, tuple[str, ...]] = {
    OfferKind.TALK: ("insight-talk", "in-class"),
    OfferKind.NETWORKING: ("speed-networking",),
    OfferKind.WORKPLACE_VISIT: ("workplace-visit",),
    OfferKind.WORK_EXPERIENCE: ("work-experience", "taster"),
    OfferKind.SHADOWING: ("shadowing", "taster"),
    OfferKind.INTERVIEWS: ("workshop", "speed-networking"),
    OfferKind.FAIR: ("fair", "family-event"),
    OfferKind.PROJECT: ("enterprise", "in-class"),
    OfferKind.STUDY_VISIT: ("study-visit", "taster"),
    OfferKind.APPRENTICES: ("apprenticeship-insight",),
    OfferKind.MENTORING: ("mentoring", "coaching"),
    OfferKind.APPRENTICESHIP: (),
    OfferKind.SUPPORTED_INTERNSHIP: ("supported-work-experience",),
}
# They last for months, and have a length, a level, an age, a wage and a closing date where the others have minutes.
LASTING = frozenset({OfferKind.MENTORING, OfferKind.APPRENTICESHIP, OfferKind.SUPPORTED_INTERNSHIP})


def kinds_for(activity_kind: str) -> Collection[str]:
    """Return the kinds of offer that may become an activity of a kind (a slug of curriculum.ActivityKind)."""
    return [kind for kind, activities in ACTIVITY_KINDS.items() if activity_kind in activities]


class Place(models.TextChoices):
    """Where it happens. The value is the public key and never changes."""

    SCHOOL = "school", _("At the school")
    WORKPLACE = "workplace", _("At the workplace")
    ONLINE = "online", _("Online")
    SCHOOL_OR_ONLINE = "school-or-online", _("At the school or online")


class Level(models.TextChoices):
    """The level of an apprenticeship or of what is learnt, as England numbers them."""

    ENTRY = "entry", _("Entry level or level 1")
    TWO = "2", _("Level 2 (as GCSEs)")
    THREE = "3", _("Level 3 (as A levels)")
    FOUR = "4", _("Level 4 or 5")
    DEGREE = "6", _("Level 6 or 7 (as a degree)")
