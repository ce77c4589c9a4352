"""The front page."""

from hub.core.models import BasePage


class HomePage(BasePage):
    """The hub's front page, and the root of the one Wagtail site (decision 0001)."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
