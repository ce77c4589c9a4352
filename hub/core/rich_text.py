"""Rich text as it is read: without what the editor writes into it for itself."""

import re
from functools import lru_cache

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

# Draftail gives every paragraph a random key when a text that has none is opened and saved.
_KEY = re.compile(r' data-block-key="[^"]*"')


@lru_cache(maxsize=512)
def as_read(html: str, features: tuple[str, ...]) -> str:
    """Return what the editor saves of `html` when nobody changes it, without its keys: two texts read alike, or not.

    `features`: those of the field (Wagtail's names), which decide what the editor keeps.
    """
    if not html:
        return ""
    converter = ContentstateConverter(features)
    return _KEY.sub("", converter.to_database_format(converter.from_database_format(html)))
