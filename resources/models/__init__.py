from .pages import CollectionItem, CollectionPage, LessonResourcePage, ResourceIndexPage
from .reports import ProblemReport

__all__ = ["CollectionItem", "CollectionPage", "LessonResourcePage", "ProblemReport", "ResourceIndexPage"]
