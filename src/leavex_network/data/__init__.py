"""The files that the package brings along, as bytes: they may lie in a folder, a zip or a browser."""

from importlib_resources import files


def read_bytes(name: str) -> bytes:
    """Return the content of one bundled file, named by its path below this folder."""
    return files(__name__).joinpath(*name.split("/")).read_bytes()
