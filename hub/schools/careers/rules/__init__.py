"""Rules on the careers page, by source: `publishing` (PUB), `guidance` (CAG, GB, WEX), `ambitions` (LA)."""
