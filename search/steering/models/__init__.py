"""Models of chosen results and of counted searches."""
