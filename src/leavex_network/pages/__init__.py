"""The Hugo page: read into a network, and edited in place."""
