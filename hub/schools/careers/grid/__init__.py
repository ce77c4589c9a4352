"""The programme as a table: read from the latest draft, typed, pasted or uploaded, saved as a new draft, downloaded.

`cells` reads one cell, `words` holds what cells may say, `rows` is a row of the table and its errors, `table` joins
rows and a draft, `files` reads and writes spreadsheets and Word. May import what hub.schools.careers may.
"""
