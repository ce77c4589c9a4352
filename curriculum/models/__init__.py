from .pages import CurriculumIndexPage, CurriculumMapPage, KeyStagePage, UnitPage
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
