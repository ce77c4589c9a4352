"""Reading the schools register: `formats` knows the files, `rows` parses a row once, `load` writes what parsed."""
