"""What editors steer and see: pages put first for a search, synonyms, counts of what was looked for.

Nothing here says who looked (decision 0009).
May import facets, index, understanding, request and engines.
"""
