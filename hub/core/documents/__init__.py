"""Files that readers open in an office program: Word documents and slides, made from headings, lists and tables.

Knows nothing of lessons or schools: whoever has something to write calls `Word` or `Slides`.
"""
