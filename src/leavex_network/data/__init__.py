"""Bundled files as bytes; the package may be in a folder, in a zip or in a browser."""

from importlib_resources import files


def read_bytes(name: str) -> bytes:
    """Return the content of one bundled file, named by its path below this folder."""
    return files(__name__).joinpath(*name.split("/")).read_bytes()
