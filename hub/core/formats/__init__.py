"""How dates and times are written and read in Britain, for every language of the hub (FORMAT_MODULE_PATH)."""
