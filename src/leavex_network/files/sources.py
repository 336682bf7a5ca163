"""How a network to read is written: a path, or `name:` for that of an installed package."""

import re

# Of one letter, it is a drive of Windows, on every system.
_NAMED = re.compile(r"(?P<name>[^./\\:~]{2,}):")


def name_in(source: str) -> str | None:
    """Return the name in `name:`, which stands for a network of a package; None for a path.

    >>> name_in("bread:")
    'bread'
    >>> name_in("./bread:"), name_in("C:"), name_in("bread.json")
    (None, None, None)
    """
    match = _NAMED.fullmatch(source)
    return match["name"] if match else None
