"""Bundled files as bytes; the package may be in a folder, in a zip or in a browser."""

from importlib_resources import files


def read_bytes(name: str, package: str = __name__) -> bytes:
    """Return the content of one bundled file, named by its path below this folder.

    With the name of another package, it is a file that this package bundles.
    """
    return files(package).joinpath(*name.split("/")).read_bytes()
