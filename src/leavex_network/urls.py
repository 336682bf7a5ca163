"""Which URLs are accepted: absolute http and https addresses that every reader takes for the same place.

An accepted URL is kept as it was written. Anything that browsers and libraries repair, each in its own way,
is refused, with the form that would do.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leavex_network.url_rules import Refusal

# Most addresses are plain ASCII and meet this; for the others, the rules decide, one by one.
_PLAIN = re.compile(
    r"https?://(?=[^/?#]{1,253}(?:[/?#]|\Z))(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
    r"(?:[/?#](?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*(?:#(?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*)?)?"
)
_LONGEST_PLAIN = 1_000

NOT_PUBLIC = (".localhost", ".local", ".internal", ".invalid", ".arpa")
"""Top levels that lead to a machine nearby, or nowhere: nobody can register a name below them."""


def refusal(url: str) -> "Refusal | None":
    """Say why the URL is refused and what would do, or return None where it is accepted."""
    if len(url) <= _LONGEST_PLAIN and _PLAIN.fullmatch(url) and not host(url).endswith(NOT_PUBLIC):
        return None
    from leavex_network import url_rules

    return url_rules.refusal(url)


def host(url: str) -> str:
    """Return the host of an accepted URL, in lower case and without the port."""
    return re.split("[/?#:]", url.split("://", 1)[1], maxsplit=1)[0].lower()


def origin(url: str) -> str:
    """Return the scheme and the host, with its port, of an accepted URL, in lower case."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{re.split('[/?#]', rest, maxsplit=1)[0]}".lower()


def same_place(url: str) -> str:
    """Return what two spellings of one URL have in common: scheme and host in lower case, no slash at the end."""
    start = origin(url)
    return f"{start}{url[len(start) :].removesuffix('/')}"
