"""Hosts of addresses that may be taken for others."""

from leavex_network.errors import quoted
from leavex_network.text import urls
from leavex_network.text.hosts import ascii_host

REMEDY = (
    "Compare it with the address that the campaign publishes; if equal, add this to about.accepted."
)


class Hosts:
    """The messages for hosts, each created once."""

    def __init__(self) -> None:
        self._messages: dict[str, str | None] = {}

    def message(self, url: str) -> str | None:
        """Return the message for the host of an accepted URL, or None if it resembles no other."""
        name = urls.host(url)
        if name.isascii() and "xn--" not in name:
            return None
        if name not in self._messages:
            self._messages[name] = _message(name)
        return self._messages[name]


def _message(name: str) -> str | None:
    from leavex_network.text.lookalikes import suspicion

    reason = suspicion(name)
    if reason is None:
        return None
    return f"Its host, in punycode {quoted(ascii_host(name))}, {reason}."
