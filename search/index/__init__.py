"""What is searched: entries with their words and facet values, written in the transaction of the page they are of.

`adapters` read pages, `writing` writes, `postings` keep who holds a word, `sync` tells a search server, `audit` checks.
May import facets.
"""
