"""What a file says of itself."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from hub.core.documents.languages import tag_of
from hub.core.documents.rich_text import writable

_LONGEST_PROPERTY = 255
# How both programs mark a picture that says nothing.
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, kw_only=True)
class About:
    """What a file says of itself, in its properties and at the foot of each page.

    `language`: the hub's code of it; `address`: where it stands on the hub; `day`: the day of this version.
    """

    title: str
    language: str
    subject: str = ""
    licence: str = ""
    address: str = ""
    day: datetime.date | None = None


def describe(core: Any, about: About) -> None:
    """Write the properties of a file of Word or PowerPoint (`core_properties`)."""
    core.title = writable(about.title)[:_LONGEST_PROPERTY]
    core.subject = writable(about.subject)[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = settings.WAGTAIL_SITE_NAME
    core.language = tag_of(about.language)
    core.keywords = core.comments = core.category = ""
    day = about.day or datetime.date(2000, 1, 1)
    core.created = core.modified = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    core.revision = 1
