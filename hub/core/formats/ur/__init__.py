"""Read by Django (FORMAT_MODULE_PATH)."""
