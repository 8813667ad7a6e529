"""Files become objects: every fault on the way is a diagnostic with its place."""
