"""The history of pages, from the Git repository that they lie in."""
