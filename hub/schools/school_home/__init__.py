"""What a school's home page shows of everything that the school has published: dates, people, pages, term, lessons.

`reading` reads its pages at once, the others make of them what the template shows; `context` joins them.
May import the sub-rooms up to annual_report, and hub.core, hub.pages and hub.publication.
"""
