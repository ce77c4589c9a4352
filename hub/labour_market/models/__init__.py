"""Sources, measures, areas, occupations and figures, and the page that shows them."""

from .areas import Area
from .figures import Figure, InstitutionFigure, Withheld
from .occupations import Occupation
from .pages import LabourMarketPage
from .sources import Measure, Source

__all__ = [
    "Area",
    "Figure",
    "InstitutionFigure",
    "LabourMarketPage",
    "Measure",
    "Occupation",
    "Source",
    "Withheld",
]
