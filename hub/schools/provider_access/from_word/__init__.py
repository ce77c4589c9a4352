"""How a provider access statement is written from a Word document: its texts, its times of access, whom to ask."""
