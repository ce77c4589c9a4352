"""Words of the page `statements`."""

from hub.record.words import Word

WORDS: dict[str, Word] = {}
