"""What this room gives to lower ones: called once, when the app is ready."""


def register() -> None:
    """Register jobs of `tick`, contexts and whatever else lower rooms ask for."""
