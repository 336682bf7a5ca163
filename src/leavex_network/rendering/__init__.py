"""A network as a page shows it."""
