"""What records may not say: one small function per rule over references and regulations, and the catalogue of them."""
