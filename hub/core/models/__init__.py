from .base import BasePage
from .reviewed import Reviewed
from .routed import RoutedPage
from .runs import LastRun

__all__ = ["BasePage", "LastRun", "Reviewed", "RoutedPage"]
