"""Drills: real servers are killed while people publish and search, and nothing may be lost or even noticed."""
