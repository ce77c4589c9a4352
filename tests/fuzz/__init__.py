"""Random and hostile searches, and what must hold for every one of them, whatever engine answers."""
