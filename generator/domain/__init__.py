"""The nouns of the field and pure calculation: no file, no clock, no outside library."""
