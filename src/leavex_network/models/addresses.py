"""Compare addresses of an entry, however they are written."""

from collections.abc import Iterable

from leavex_network.text import urls


def distinct_copy(archived: str | None, others: Iterable[str]) -> str | None:
    """Return the address of an archived copy; None if it is one of the other addresses.

    A page in another language may list the copy in place of the address.
    """
    return None if is_among(archived, others) else archived


def is_among(url: str | None, others: Iterable[str | None]) -> bool:
    """Tell whether an address is one of others, however they are written; None is none."""
    if url is None:
        return False
    address = urls.normalized(url)
    return any(other is not None and urls.normalized(other) == address for other in others)
