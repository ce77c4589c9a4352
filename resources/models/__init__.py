from resources.link_checks.models import LinkCheck, LinkUse

from .pages import CollectionItem, CollectionPage, LessonResourcePage, ResourceIndexPage
from .reports import ProblemReport

__all__ = [
    "CollectionItem",
    "CollectionPage",
    "LessonResourcePage",
    "LinkCheck",
    "LinkUse",
    "ProblemReport",
    "ResourceIndexPage",
]
