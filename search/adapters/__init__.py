"""One adapter per page type that search shows; every other page type is here with its reason."""

from wagtail.models import Page

from search.adapters.base import Adapter, Document
from search.adapters.curriculum import UnitAdapter
from search.adapters.resources import CollectionAdapter, ResourceAdapter

__all__ = ["ABSENT", "ADAPTERS", "Adapter", "Document", "adapter_for"]

ADAPTERS: dict[type[Page], Adapter] = {
    adapter.model: adapter for adapter in (UnitAdapter(), ResourceAdapter(), CollectionAdapter())
}

_LIST = "a list of other pages"
_SCHOOL = "a school's own page: found through the directory, not among lessons"
_SITE = "about the site, not for teaching"
ABSENT = {
    "wagtailcore.page": "never made by an editor",
    "home.homepage": _LIST,
    "curriculum.curriculumindexpage": _LIST,
    "curriculum.keystagepage": _LIST,
    "curriculum.curriculummappage": _LIST,
    "resources.resourceindexpage": _LIST,
    "schools.schoolindexpage": _LIST,
    "schools.schoolhomepage": _SCHOOL,
    "schools.careerspage": _SCHOOL,
    "schools.careerspolicypage": _SCHOOL,
    "schools.annualreportpage": _SCHOOL,
    "pages.newsindexpage": _LIST,
    "pages.newspage": "news is dated and read on its own page; not a lesson",
    "pages.eventpage": "an event passes; not a lesson",
    "pages.standardpage": _SITE,
    "home.parentspage": _SITE,
    "home.accessibilitystatementpage": _SITE,
}


def adapter_for(model: type) -> Adapter | None:
    return ADAPTERS.get(model)
