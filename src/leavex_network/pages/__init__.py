"""The Hugo page, both ways: read into a network, and edited in place by exact spans."""
