"""The directory: schools by name, place, type and stage, and what a school without pages here would publish.

`context` is what the directory page shows; the page itself is in microsites.
May import the sub-rooms up to annual_report, and curriculum.
"""
