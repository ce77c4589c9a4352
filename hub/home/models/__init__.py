from .accessibility import AccessibilityStatementPage
from .front import HomePage
from .parents import ParentsPage

__all__ = ["AccessibilityStatementPage", "HomePage", "ParentsPage"]
