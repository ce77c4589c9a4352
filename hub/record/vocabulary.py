"""The words a pupil chooses from: kinds of experience of the world of work, skills, years."""

from django.utils.translation import gettext_lazy as _

from curriculum.models import ActivityKind

# A plain list of the hub's own. The slugs stand in files that pupils keep, so they never change.
SKILLS = (
    ("listening", _("Listening")),
    ("speaking", _("Speaking")),
    ("problem-solving", _("Problem solving")),
    ("creativity", _("Creativity")),
    ("staying-positive", _("Staying positive")),
    ("aiming-high", _("Aiming high")),
    ("leadership", _("Leadership")),
    ("teamwork", _("Teamwork")),
    ("numbers", _("Using numbers")),
    ("computers", _("Using computers")),
)
YEARS = range(3, 14)


def kinds() -> list[dict[str, object]]:
    """Return the kinds in the reader's language, retired ones last: old entries keep theirs."""
    return [
        {
            "slug": kind.slug,
            "label": str(kind),
            "counts": kind.counts,
            "employer": kind.needs_employer,
            "workplace": kind.in_workplace,
            "minutes": kind.typical_minutes,
            "retired": kind.retired,
        }
        for kind in ActivityKind.objects.order_by("retired", "order", "slug")
    ]


def vocabulary() -> dict[str, list[dict[str, object]]]:
    """Return what the scripts know of kinds and skills."""
    return {"kinds": kinds(), "skills": [{"slug": slug, "label": str(label)} for slug, label in SKILLS]}
