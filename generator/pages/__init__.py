"""One frozen dataclass per kind of page, made from the record; words and markup are the templates' affair."""
