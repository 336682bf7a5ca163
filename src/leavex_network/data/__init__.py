"""Bundled files as bytes; the package may be in a folder, in a zip or in a browser."""

from pkgutil import get_data


def read_bytes(name: str, package: str = __name__) -> bytes:
    """Return the content of one bundled file, named by its path below this folder.

    With the name of another package, it is a file that this package bundles.
    """
    # Almost each loader has the bytes ready; what asks any of them takes 10 ms to import.
    content = get_data(package, name)
    if content is not None:
        return content
    from importlib_resources import files

    return files(package).joinpath(*name.split("/")).read_bytes()
