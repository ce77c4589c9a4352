"""Loads figures: a tidy CSV, described by a manifest, becomes rows of `hub.labour_market.models`."""
