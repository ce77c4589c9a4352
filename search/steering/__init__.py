"""What editors control and see: chosen results, synonyms, counts of searches.

Nothing here says who searched (decision 0009).
May import facets, index, understanding, request and engines.
"""
