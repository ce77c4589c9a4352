"""The pages of clusters, which schools belong to them, and what their members make and do together."""

from .collections import Collection, Entry
from .items import Item
from .meetings import Meeting
from .membership import Membership
from .pages import ClusterIndexPage, ClusterPage, ClusterPartner, Kind

__all__ = [
    "ClusterIndexPage",
    "ClusterPage",
    "ClusterPartner",
    "Collection",
    "Entry",
    "Item",
    "Kind",
    "Meeting",
    "Membership",
]
