"""Words of the page `entries`."""

from hub.record.words import Word

WORDS: dict[str, Word] = {}
