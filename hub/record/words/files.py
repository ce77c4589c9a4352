"""Words of the page `files`."""

from hub.record.words import Word

WORDS: dict[str, Word] = {}
