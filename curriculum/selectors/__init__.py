"""Queries for the curriculum's pages: one language, live and public. Models are asked for by name: they import this."""
