"""Which industries of the statistics stand for a sector: the hub's own judgement, committed with the figures."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "sectors.json"


@dataclass(frozen=True)
class Nearest:
    """The industries nearest to a sector; `whole` says that they are about the sector and hold little else."""

    industries: tuple[str, ...]
    whole: bool


def nearest_industries(sector: str) -> Nearest:
    """Return the industries of a sector by its slug; none for one that nobody has judged."""
    return _judged().get(sector, Nearest((), whole=False))


@lru_cache(maxsize=1)
def _judged() -> dict[str, Nearest]:
    told = json.loads(FILE.read_text(encoding="utf-8"))["sectors"]
    return {slug: Nearest(tuple(row["industries"]), row["fits"] == "whole") for slug, row in told.items()}
