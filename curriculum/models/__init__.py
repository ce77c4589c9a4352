from .pages import CurriculumIndexPage, CurriculumMapPage, KeyStagePage
from .terms import (
    ActivityKind,
    Audience,
    Borough,
    Criterion,
    Framework,
    KeyStage,
    NeedType,
    ResourceType,
    Sector,
    Subject,
    Term,
    YearGroup,
)
from .units import UnitPage

__all__ = [
    "ActivityKind",
    "Audience",
    "Borough",
    "Criterion",
    "CurriculumIndexPage",
    "CurriculumMapPage",
    "Framework",
    "KeyStage",
    "KeyStagePage",
    "NeedType",
    "ResourceType",
    "Sector",
    "Subject",
    "Term",
    "UnitPage",
    "YearGroup",
]
