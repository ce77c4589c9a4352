"""Where each database keeps who holds a word."""
