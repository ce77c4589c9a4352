"""The pages of clusters and which schools belong to them."""

from .membership import Membership
from .pages import ClusterIndexPage, ClusterPage, ClusterPartner, Kind

__all__ = ["ClusterIndexPage", "ClusterPage", "ClusterPartner", "Kind", "Membership"]
