"""Models of the index: entries and the rows derived from them."""
