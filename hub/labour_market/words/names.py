"""What places, industries and kinds of job are called in a sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.labour_market.models import Area

CITY = "city-of-london"
# The industries of the statistics, by the last part of their measures' slugs, as people say them.
INDUSTRIES: dict[str, Promise] = {
    "accommodation-and-food": gettext_lazy("hotels, cafés and restaurants"),
    "administrative-and-support": gettext_lazy("office support, cleaning and security"),
    "arts-entertainment-and-recreation": gettext_lazy("arts, sport and entertainment"),
    "construction": gettext_lazy("construction"),
    "education": gettext_lazy("education"),
    "finance-and-insurance": gettext_lazy("banking and insurance"),
    "health-and-social-work": gettext_lazy("health and social care"),
    "information-and-communication": gettext_lazy("IT, media and communication"),
    "manufacturing": gettext_lazy("manufacturing"),
    "other-services": gettext_lazy("other services, such as hairdressing"),
    "primary-and-utilities": gettext_lazy("farming, energy, water and waste"),
    "professional-and-real-estate": gettext_lazy("law, science, design and other professional services"),
    "public-administration-and-defence": gettext_lazy("government and defence"),
    "retail": gettext_lazy("shops"),
    "transport-and-storage": gettext_lazy("transport and storage"),
    "wholesale": gettext_lazy("wholesale and the motor trade"),
}


def place(area: Area) -> str:
    """Return an area's name inside a sentence."""
    return _("the City of London") if area.slug == CITY else str(area)


def industry(slug: str, label: str) -> str:
    """Return an industry's name inside a sentence; `label` is that of its measure, for one that is new."""
    return str(INDUSTRIES[slug]) if slug in INDUSTRIES else label


def inside(title: str) -> str:
    """Return a title inside a sentence: its first letter small, unless it is an acronym."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def job(title: str) -> str:
    """Return an occupation's title in plain words: what is "not elsewhere classified" is one of the others."""
    bare = title.removesuffix(".").removesuffix(" n.e.c")
    return bare if bare == title.removesuffix(".") or bare.startswith("Other ") else f"Other {inside(bare)}"


def begun(text: str) -> str:
    """Return words as they begin a line: the first letter large."""
    return text[:1].upper() + text[1:]
