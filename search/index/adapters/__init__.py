"""One adapter for each page type that is searched; every other page type with the reason why not."""

from wagtail.models import Page

from search.index.adapters.base import Adapter, Document
from search.index.adapters.curriculum import UnitAdapter
from search.index.adapters.resources import CollectionAdapter, ResourceAdapter
from search.index.adapters.schools import (
    AnnualReportAdapter,
    CareersPageAdapter,
    CareersPolicyAdapter,
    EventAdapter,
    NewsAdapter,
    ProviderAccessAdapter,
    StandardPageAdapter,
)

__all__ = ["ABSENT", "ADAPTERS", "OF_THE_HUB", "Adapter", "Document", "adapter_for"]

OF_THE_HUB = (UnitAdapter(), ResourceAdapter(), CollectionAdapter())
OF_SCHOOLS = (
    CareersPageAdapter(),
    CareersPolicyAdapter(),
    AnnualReportAdapter(),
    ProviderAccessAdapter(),
    StandardPageAdapter(),
    NewsAdapter(),
    EventAdapter(),
)
ADAPTERS: dict[type[Page], Adapter] = {adapter.model: adapter for adapter in (*OF_THE_HUB, *OF_SCHOOLS)}

_LIST = "a list of other pages"
_SITE = "about the site, not for teaching"
ABSENT = {
    "wagtailcore.page": "never made by an editor",
    "home.homepage": _LIST,
    "curriculum.curriculumindexpage": _LIST,
    "curriculum.keystagepage": _LIST,
    "curriculum.curriculummappage": _LIST,
    "resources.resourceindexpage": _LIST,
    "schools.schoolindexpage": _LIST,
    "labour_market.labourmarketpage": _LIST,
    "clusters.clusterindexpage": _LIST,
    "clusters.clusterpage": "who works together, not for teaching: found through the list of clusters",
    "schools.schoolhomepage": "the way in to a school: found through the directory",
    "pages.newsindexpage": _LIST,
    "events.eventcalendarpage": _LIST,
    "home.parentspage": _SITE,
    "home.accessibilitystatementpage": _SITE,
}


def adapter_for(model: type) -> Adapter | None:
    return ADAPTERS.get(model)
