"""Access for colleges and training providers: the statement, the meetings, and the rules on both (s42B).

`key_phases` are the windows in which meetings count, `context` is what page and editor are shown,
`from_word` how a statement is written from a Word document.
May import the sub-rooms up to careers, and hub.core, hub.media and hub.publication.
"""
