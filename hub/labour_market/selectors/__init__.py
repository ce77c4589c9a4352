"""What the pages of the labour market say, read from the figures in a number of queries that does not grow."""

from .compare import compare
from .profiles import borough_profile, london_profile, occupation_profile, profile_of, sector_profile

__all__ = ["borough_profile", "compare", "london_profile", "occupation_profile", "profile_of", "sector_profile"]
