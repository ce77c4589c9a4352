"""Measuring: what search answers at any size, and what judging a whole register costs."""
