"""Reads and writes the programme as spreadsheets and as Word."""
