"""The index: entries with their words and facet values, written in the transaction of their page.

`adapters` read pages, `writing` writes, `postings` says which entries hold a word, `sync` updates a search server,
`audit` checks.
May import facets.
"""
