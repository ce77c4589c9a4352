"""Reads for the public provider access page."""

import datetime
from typing import Any

from hub.schools.models import ProviderAccessPage


def provider_access_context(page: ProviderAccessPage, *, on: datetime.date) -> dict[str, Any]:
    """Return what the page's template shows besides the page's own fields."""
    return {"today": on}
