"""Words of the page `summary`."""

from hub.record.words import Word

WORDS: dict[str, Word] = {}
