"""Demo content: sample units and resources, and five plainly invented schools. Each module has one `load(home, on)`."""
