"""Entries and what is written beside them."""
