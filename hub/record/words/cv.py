"""Words of the page `cv`."""

from hub.record.words import Word

WORDS: dict[str, Word] = {}
