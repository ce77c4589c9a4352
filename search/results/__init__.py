"""What answers a visitor: the answer, the page and its parts, the API, the feeds, suggestions and limits.

The same search inside one school is `inside_school`; `no_results` says what to try instead.
May import every other sub-room of search.
"""
