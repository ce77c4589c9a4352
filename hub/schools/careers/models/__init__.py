"""The careers page and the rows of its programme."""
