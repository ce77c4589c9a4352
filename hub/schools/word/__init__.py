"""Makes a page of a Word document: reads it, says what goes where, writes a draft. Never publishes.

`archive` opens the upload without trusting it, `flatten` takes Word's markup down to what the reader knows, `reader`
turns it into sections, `placing` says where each belongs, `drafting` writes them, `views` asks the person. What a page
takes from a document, and under which headings, is a `Kind` that its room registers (`kinds`).

mammoth reads the text and python-docx does not: mammoth takes insertions and moved text and leaves deletions out, also
of paragraph marks and table rows, where python-docx passes over inserted text without a word. It is pure Python, with
one small dependency.
May import register, microsites, tenancy and duties, and hub.core, hub.media, hub.accounts and hub.publication.
"""
