from .base import BasePage
from .runs import LastRun

__all__ = ["BasePage", "LastRun"]
