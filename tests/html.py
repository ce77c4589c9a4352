"""HTML as it is read: white space beside a tag says nothing to most readers, and lines may break inside a tag."""

import re


def flat(html: str) -> str:
    """Return HTML with no white space beside its tags and one space wherever else there is some."""
    return re.sub(r" ?(<[^>]*>) ?", r"\1", re.sub(r"\s+", " ", html))
