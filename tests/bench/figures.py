"""What a benchmark finds, as its processes hand it on in JSON and its report reads it."""

from typing import Any

# By name: numbers, words, and further figures.
Figures = dict[str, Any]
