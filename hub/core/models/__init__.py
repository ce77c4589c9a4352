from .base import BasePage
from .reviewed import Reviewed
from .runs import LastRun

__all__ = ["BasePage", "LastRun", "Reviewed"]
