"""A careers policy from a Word document: read it, place its text, write it as a draft. Nothing here publishes.

`archive` opens the upload without trusting it, `flatten` takes Word's markup down to what the reader knows, `reader`
turns it into sections, `placing` says where each belongs, `drafting` writes them, `views` asks the person.

mammoth reads the text and python-docx does not: mammoth takes insertions and moved text and leaves deletions out, also
of paragraph marks and table rows, where python-docx passes over inserted text without a word. It is pure Python, with
one small dependency.
"""
