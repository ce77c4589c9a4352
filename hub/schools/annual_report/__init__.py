"""The yearly careers report: figures taken from what is recorded, and how they are shown.

1. `figures.figures_of` reads programme, meetings and findings of a school year into plain values.
2. `drafting` writes them into a draft of the report; nothing here publishes, and what was drafted stays as it was.
3. `shown` turns them into what the template needs, whatever an older version of the hub, or nobody, wrote there.

May import the sub-rooms up to provider_access, and hub.core, hub.publication and curriculum.
"""
