"""A repository for a directory of one's own: its files, planned from a few answers."""
