"""The parts of an entry's text, by name and weight: what a word found there says about the whole."""

# Weights and lengths (b) as measured on 95 judged queries over 12,989 lessons; `body` is ours: found, but worth least.
WEIGHTS = {
    "title": 10.0,
    "unit": 3.5,
    "keywords": 3.5,
    "outcome": 2.5,
    "points": 2.5,
    "meanings": 0.5,
    "misconceptions": 0.5,
    "body": 0.5,
}
ZONES = tuple(WEIGHTS)
LENGTH_B = {zone: 0.5 if zone == "title" else 0.3 for zone in ZONES}
SATURATION = 11.5
