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
    "Framework",
    "KeyStage",
    "NeedType",
    "ResourceType",
    "Sector",
    "Subject",
    "Term",
    "YearGroup",
]
