"""Benchmarks of search at any size, and of judging a whole register."""
