"""Which area a row is of: by statistics code or by name, old ones too."""

import re
from collections.abc import Iterable

from hub.labour_market.models import Area

_BEFORE = re.compile(r"^(?:the )?(?:london borough of|royal borough of|city and county of the|the )\s*")


class UnknownArea(ValueError):
    """A row names an area that the hub has no figures of, or two areas at once."""


def fold(name: str) -> str:
    """Return a name as areas are compared by: small letters, "and" for "&", no "London Borough of"."""
    words = name.casefold().replace("&", " and ").replace("-", " ").replace(".", " ").replace(",", " ")
    return _BEFORE.sub("", " ".join(words.split()))


class Areas:
    """The areas of the hub, found by code or name."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.all = tuple(areas)
        self._codes = {area.gss_code: area for area in self.all if area.gss_code}
        self._names: dict[str, Area] = {}
        for area in self.all:
            for name in (area.label, area.slug, *area.also):
                # Old codes stand among the other names.
                self._codes.setdefault(name.upper(), area)
                self._names.setdefault(fold(name), area)

    @classmethod
    def stored(cls) -> "Areas":
        """Return all areas there are."""
        return cls(Area.objects.select_related("borough"))

    def find(self, *, code: str = "", name: str = "") -> Area:
        """Return the area of a row.

        Raises:
            UnknownArea: there is none, or the code and the name are of two.
        """
        by_code = self._codes.get(code.strip().upper()) if code.strip() else None
        by_name = self._names.get(fold(name)) if name.strip() else None
        if by_code and by_name and by_code != by_name:
            raise UnknownArea(f"{code.strip()} is {by_code.label}, but the row is named {name.strip()[:60]}.")
        if found := by_code or by_name:
            return found
        raise UnknownArea(f'"{(name.strip() or code.strip())[:60]}" is no area of the hub.')

    def above(self, area: Area) -> list[Area]:
        """Return the areas that an area lies in, nearest first."""
        by_pk = {other.pk: other for other in self.all}
        found: list[Area] = []
        while area.parent_id in by_pk and by_pk[area.parent_id] not in found:
            area = by_pk[area.parent_id]
            found.append(area)
        return found
