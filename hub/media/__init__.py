"""Images and documents: what an image shows, who made it, and the collection (one a school) that owns a file.

May import hub.core.
"""
