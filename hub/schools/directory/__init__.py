"""The directory: schools by name, place, type and stage, and what a school without pages here would publish.

`words` reads what is typed, from the `table` that a process keeps of the register; `places` knows how far a school is.
`context` is what the directory page shows; the page itself is in microsites. `finder` and `suggesting` answer the hub's
search. May import the sub-rooms up to annual_report, and curriculum.
"""
