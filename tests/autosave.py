"""What Wagtail's editor sends by itself while somebody writes, and what it is told."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

# A form as a browser sends it.
Sent = dict[str, Any]


@dataclass
class Tab:
    """A page open in an editor's browser: it remembers what the script of the editor remembers."""

    client: Client
    page: Page
    memory: Sent = field(default_factory=dict)

    def __post_init__(self) -> None:
        last = self.page.get_latest_revision()
        if last is not None:
            opened = {"loaded_revision_id": str(last.pk), "loaded_revision_created_at": last.created_at.isoformat()}
            self.memory |= opened

    def save(self, data: Sent) -> Sent:
        """Send an autosave; return the answer, and take from it what the script takes."""
        address = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        answer = self.client.post(address, data | self.memory, headers={"accept": "application/json"}).json()
        if "revision_id" in answer:
            self.memory |= {"overwrite_revision_id": str(answer["revision_id"])} | answer["field_updates"]
        return answer

    def draft(self) -> Any:
        """Return the page as it was last saved."""
        return type(self.page).objects.get(pk=self.page.pk).get_latest_revision_as_object()
