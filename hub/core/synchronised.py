"""Declares which fields of a page are facts: the same in every language, and nothing for a translator to change."""

from wagtail_localize.fields import SynchronizedField


def facts(*names: str) -> list[SynchronizedField]:
    """Return these fields as facts, for `override_translatable_fields` of a page or `translatable_fields` of a row."""
    return [SynchronizedField(name, overridable=False) for name in names]
