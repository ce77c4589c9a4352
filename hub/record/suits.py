"""What the page "What suits me" is made of: the statements by screen, and the sectors with their reasons."""

from dataclasses import dataclass

from django.utils.functional import Promise

from curriculum.models import Sector
from hub.record.statements import LIKES, SECTORS, STATEMENTS, screens

# A page of London's jobs in figures, in the room beside this one.
SECTOR_PAGE = "/labour-market/sectors/{slug}/"


@dataclass(frozen=True)
class SuitedSector:
    """A sector with what people in it often like, as keys for the script and in words, and why."""

    slug: str
    label: str
    url: str
    likes: tuple[str, ...]
    liked: list[str | Promise]
    why: str | Promise


def sectors() -> list[SuitedSector]:
    """Return the sectors in their order; one that an editor added has no reason yet, and is only listed."""
    return [_suited(sector) for sector in Sector.objects.filter(retired=False).order_by("order", "slug")]


def _suited(sector: Sector) -> SuitedSector:
    reason = SECTORS.get(sector.slug)
    likes = reason.likes if reason else ()
    return SuitedSector(
        slug=sector.slug,
        label=str(sector),
        url=SECTOR_PAGE.format(slug=sector.slug),
        likes=likes,
        liked=[LIKES[like] for like in likes],
        why=reason.why if reason else "",
    )


def statements_context() -> dict[str, object]:
    """Return what the page of the statements needs."""
    asked = [one for screen in screens() for one in screen]
    return {"asked": asked, "of_all": len(STATEMENTS), "sectors": sectors()}


def sectors_context() -> dict[str, object]:
    """Return what the door for the young needs: the sectors and where their pages are."""
    return {"sectors": sectors()}
