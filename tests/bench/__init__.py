"""How large a portal may grow: synthetic portals, and what it costs to check and to build them."""
