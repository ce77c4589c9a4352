"""The yearly careers report: figures taken from what is recorded, and how they are shown.

1. `selectors.annual_report.figures_of` reads programme, meetings and findings of a school year into plain values.
2. `drafting` writes them into a draft of the report; nothing here publishes, and what was drafted stays as it was.
3. `shown` turns them into what the template needs, whatever an older version of the hub, or nobody, wrote there.
"""
