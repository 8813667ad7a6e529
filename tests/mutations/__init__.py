"""A bench for the check: clean folders, faults with one cause each, and whether each is told once and at its place."""
