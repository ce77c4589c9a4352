from .base import BasePage
from .public_marks import PublicMark
from .ready_pages import ReadyPage, ReadyRound
from .reviewed import Reviewed
from .routed import RoutedPage
from .runs import LastRun

__all__ = ["BasePage", "LastRun", "PublicMark", "ReadyPage", "ReadyRound", "Reviewed", "RoutedPage"]
