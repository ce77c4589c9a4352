"""Stores of postings, one for each kind of database."""
