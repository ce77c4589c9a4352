"""Figures as people say them: numbers, periods, and the sentences that are made of both."""
