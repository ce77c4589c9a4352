"""What this room gives to lower ones: called once, when the app is ready."""

from hub.core.jobs import register_job


def register() -> None:
    """Register jobs of `tick`, contexts and whatever else lower rooms ask for."""
    register_job("erase_ended")
