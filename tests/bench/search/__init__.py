"""Measuring search: a corpus with the statistics of real text, questions to it, and clocks."""
