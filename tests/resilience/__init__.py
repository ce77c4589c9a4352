"""Resilience: real servers are killed while pages are published and searched, and no change and no search may fail."""
